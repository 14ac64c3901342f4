package dev.mcpsentry.sentry.internal.convention;

import org.jspecify.annotations.Nullable;

/** Reads plain values of JSON as they stand in its text. */
final class JsonScalar {

  private JsonScalar() {}

  /** A string, long, double or boolean; null of what is none, and of null. */
  static @Nullable Object of(String json) {
    return switch (json.isEmpty() ? ' ' : json.charAt(0)) {
      case '"' -> text(json);
      case 't' -> json.equals("true") ? Boolean.TRUE : null;
      case 'f' -> json.equals("false") ? Boolean.FALSE : null;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(json);
      default -> null;
    };
  }

  private static @Nullable Object number(String json) {
    try {
      return Long.valueOf(json);
    } catch (NumberFormatException noWholeNumber) {
      try {
        double number = Double.parseDouble(json);
        return Double.isFinite(number) ? number : null;
      } catch (NumberFormatException noNumber) {
        return null;
      }
    }
  }

  /** The text between quotes, its escapes resolved; what is no escape stays. */
  private static String text(String json) {
    int end = json.endsWith("\"") && json.length() > 1 ? json.length() - 1 : json.length();
    if (json.indexOf('\\') < 0) {
      return json.substring(1, end);
    }
    StringBuilder text = new StringBuilder(end);
    for (int i = 1; i < end; i++) {
      char c = json.charAt(i);
      if (c != '\\' || i + 1 == end) {
        text.append(c);
        continue;
      }
      char escaped = json.charAt(++i);
      switch (escaped) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> i = unicode(json, i, end, text);
        default -> text.append(escaped);
      }
    }
    return text.toString();
  }

  private static int unicode(String json, int at, int end, StringBuilder text) {
    try {
      if (at + 4 < end) {
        text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
        return at + 4;
      }
    } catch (NumberFormatException noEscape) {
      // then it is a letter
    }
    text.append('u');
    return at;
  }
}
