package dev.mcpsentry.telemetry.privacy;

/**
 * Another reading of a text: with what is written in percent, as {@code \\u} or as an HTML entity
 * taken for the ASCII character it stands for. Remembers where each character came from.
 */
final class EncodedText {

  private final StringBuilder text;
  private final int[] origins;

  private EncodedText(StringBuilder text, int[] origins) {
    this.text = text;
    this.origins = origins;
  }

  /** Reads a text, or another reading once more. */
  static EncodedText of(CharSequence encoded) {
    int length = encoded.length();
    StringBuilder text = new StringBuilder(length);
    int[] origins = new int[length + 1];
    int i = 0;
    while (i < length) {
      origins[text.length()] = i;
      char c = encoded.charAt(i);
      int width = c == '%' || c == '\\' || c == '&' ? width(encoded, i, c) : 0;
      if (width > 0) {
        text.append(character(encoded, i, width));
        i += width;
      } else {
        text.append(c);
        i++;
      }
    }
    origins[text.length()] = length;
    return new EncodedText(text, origins);
  }

  /** This reading of another reading, with the origins in the text that one was of. */
  EncodedText over(EncodedText before) {
    int[] first = new int[text.length() + 1];
    for (int i = 0; i < first.length; i++) {
      first[i] = before.origins[origins[i]];
    }
    return new EncodedText(text, first);
  }

  CharSequence text() {
    return text;
  }

  int origin(int at) {
    return origins[at];
  }

  /** How many characters the encoding of one takes here; 0 when there is none. */
  static int width(CharSequence text, int at, char first) {
    return switch (first) {
      case '%' -> isAscii(hex(text, at + 1, 2)) ? 3 : 0;
      case '\\' ->
          at + 1 < text.length() && text.charAt(at + 1) == 'u' && isAscii(hex(text, at + 2, 4))
              ? 6
              : 0;
      case '&' -> entity(text, at);
      default -> 0;
    };
  }

  private static int entity(CharSequence text, int at) {
    for (int end = at + 1; end < text.length() && end <= at + 6; end++) {
      if (text.charAt(end) == ';') {
        return named(text.subSequence(at + 1, end).toString()) > 0 ? end + 1 - at : 0;
      }
    }
    return 0;
  }

  private static char character(CharSequence text, int at, int width) {
    return switch (text.charAt(at)) {
      case '%' -> (char) hex(text, at + 1, 2);
      case '\\' -> (char) hex(text, at + 2, 4);
      default -> (char) named(text.subSequence(at + 1, at + width - 1).toString());
    };
  }

  private static int named(String name) {
    return switch (name) {
      case "quot" -> '"';
      case "apos" -> '\'';
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      default -> name.startsWith("#") ? numbered(name) : -1;
    };
  }

  private static int numbered(String name) {
    try {
      int code =
          name.startsWith("#x") || name.startsWith("#X")
              ? Integer.parseInt(name, 2, name.length(), 16)
              : Integer.parseInt(name, 1, name.length(), 10);
      return isAscii(code) ? code : -1;
    } catch (NumberFormatException noNumber) {
      return -1;
    }
  }

  private static int hex(CharSequence text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static boolean isAscii(int code) {
    return code >= 0x20 && code < 0x7f || code == '\n' || code == '\r' || code == '\t';
  }
}
