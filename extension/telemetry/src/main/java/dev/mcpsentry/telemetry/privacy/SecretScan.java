package dev.mcpsentry.telemetry.privacy;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a text once, from left to right, for what must not leave: published formats,
 * numbers with a checksum, private keys, users in addresses, and by {@link Assignments} what is
 * assigned to a telling name. Never goes back further than a name is long, so the cost is that of
 * the length.
 */
final class SecretScan {

  private static final int MAX_READINGS = 3;
  private static final int MAX_USER_CHARS = 1024;
  private static final int MAX_LABEL_CHARS = 64;
  private static final int MAX_HOST_CHARS = 64;
  private static final String BEGIN = "-----BEGIN";
  private static final String END = "-----END";

  private final CharSequence text;
  private final int end;
  private final Assignments assignments;
  private @Nullable MaskedRanges found;
  private boolean encoded;
  // what a failed search need not look for again before
  private int noTokenBefore;
  private int noUserBefore;
  private int armourBefore;

  private SecretScan(CharSequence text, SecretKeys keys) {
    this.text = text;
    this.end = text.length();
    this.assignments = new Assignments(text, keys, this);
  }

  /** What must not leave; null when there is nothing. */
  static @Nullable MaskedRanges of(CharSequence text, SecretKeys keys) {
    SecretScan scan = new SecretScan(text, keys);
    scan.run();
    CharSequence read = text;
    EncodedText whole = null;
    for (int i = 1; scan.encoded && i < MAX_READINGS; i++) {
      EncodedText reading = EncodedText.of(read);
      whole = whole == null ? reading : reading.over(whole);
      read = reading.text();
      SecretScan next = new SecretScan(read, keys);
      next.run();
      if (next.found != null) {
        scan.found().addAll(next.found, whole);
      }
      scan.encoded = next.encoded;
    }
    return scan.found;
  }

  /** A glance that costs no memory: whether there is anything to look at more closely. */
  static boolean mayHold(CharSequence text) {
    int end = text.length();
    char before = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (isAlphanumeric(c)) {
        if (!isAlphanumeric(before) && mayBegin(text, i, c)) {
          return true;
        }
      } else if (c < 0x80 && isTelling(text, i, c, before)) {
        return true;
      }
      before = c;
    }
    return false;
  }

  private static boolean mayBegin(CharSequence text, int at, char c) {
    if (c <= '9') {
      return CheckedNumbers.mayBegin(text, at);
    }
    return c == 'b'
        || c == 'B'
        || SecretFormats.mayBegin(text, at, c)
        || CheckedNumbers.ibanEnd(text, at) > 0;
  }

  private static boolean isTelling(CharSequence text, int at, char c, char before) {
    return switch (c) {
      case '=', ':', '<', '%', '\\', '&' -> true;
      case '\'', '"' -> before == ' ';
      case '-' -> before == '-';
      case '/' -> SecretFormats.mayBegin(text, at, c);
      default -> false;
    };
  }

  MaskedRanges found() {
    MaskedRanges ranges = found;
    if (ranges == null) {
      ranges = new MaskedRanges();
      found = ranges;
    }
    return ranges;
  }

  private void run() {
    char before = 0;
    int i = 0;
    while (i < end) {
      char c = text.charAt(i);
      int next = i + 1;
      if (isAlphanumeric(c)) {
        if (!isAlphanumeric(before) || isEscaped(i, before)) {
          next = word(i, c);
        }
      } else if (c < 0x80) {
        next = sign(i, c);
      }
      i = next;
      before = text.charAt(i - 1);
    }
  }

  private int sign(int at, char c) {
    switch (c) {
      case '=', ':' -> {
        return c == ':' && starts(at, "://") ? user(at + 3) : assignments.assigned(at, c);
      }
      case '<' -> {
        return assignments.element(at);
      }
      case '/' -> {
        return format(at, c);
      }
      case '-' -> {
        if (starts(at, "-----")) {
          return armoured(at);
        }
        return starts(at, "--") ? assignments.flag(at) : at + 1;
      }
      case '\'', '"' -> {
        return assignments.quoted(at, c);
      }
      case '%', '\\', '&' -> {
        encoded |= EncodedText.width(text, at, c) > 0;
        return at + 1;
      }
      default -> {
        return at + 1;
      }
    }
  }

  private int word(int at, char c) {
    int formatted = format(at, c);
    if (formatted > at + 1) {
      return formatted;
    }
    if (c <= '9') {
      return number(at);
    }
    if (c == 'b' || c == 'B') {
      return scheme(at);
    }
    int ibanEnd = CheckedNumbers.ibanEnd(text, at);
    return ibanEnd < 0 ? at + 1 : masked(at, ibanEnd);
  }

  private int format(int at, char c) {
    for (SecretFormats.Beginning beginning : SecretFormats.beginningWith(c)) {
      if (beginning.isAt(text, at) && (c != 'e' || at >= noTokenBefore)) {
        Matcher rest = beginning.format().rest().matcher(text);
        rest.region(at + beginning.prefix().length(), end).useTransparentBounds(true);
        if (rest.lookingAt()) {
          return rest.groupCount() == 0
              ? masked(at, rest.end())
              : masked(rest.start(1), rest.end(1));
        }
        if (c == 'e') {
          noTokenBefore = tokenEnd(at);
        }
      }
    }
    return at + 1;
  }

  private int number(int at) {
    int cardEnd = CheckedNumbers.cardEnd(text, at);
    if (cardEnd > 0) {
      return masked(at, cardEnd);
    }
    // a bot's token at Telegram: https://core.telegram.org/bots/api
    int colon = CheckedNumbers.digitsEnd(text, at);
    if (colon - at >= 8 && colon - at <= 12 && starts(colon, ":AA")) {
      int tokenEnd = tokenEnd(colon + 1);
      if (tokenEnd - colon >= 30) {
        return masked(at, tokenEnd);
      }
    }
    return at + 1;
  }

  // RFC 6750 and RFC 7617, whose value is told from prose by what it decodes to
  private int scheme(int at) {
    boolean bearer = startsIgnoringCase(at, "bearer");
    if (!bearer && !startsIgnoringCase(at, "basic")) {
      int ibanEnd = CheckedNumbers.ibanEnd(text, at);
      return ibanEnd < 0 ? at + 1 : masked(at, ibanEnd);
    }
    int from = at + (bearer ? 6 : 5);
    int value = from;
    while (value < end
        && value - from < 4
        && (isSpace(text.charAt(value)) || text.charAt(value) == '+')) {
      value++;
    }
    int to = value;
    while (to < end && isCredential(text.charAt(to))) {
      to++;
    }
    boolean secret =
        value > from
            && to - value >= 8
            && (bearer ? !Prose.isWord(text, value, to) : Prose.isUserAndPassword(text, value, to));
    return secret ? masked(at, to) : from;
  }

  private int user(int from) {
    if (from < noUserBefore) {
      return from;
    }
    int at = -1;
    boolean password = false;
    int part = from;
    int i = from;
    for (; i < end && i - from < MAX_USER_CHARS; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        at = i;
      } else if (c == ':') {
        part = i + 1;
      } else if (isSpace(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '\\') {
        break;
      } else if (c == '/' || c == '?' || c == '#') {
        // unless it is a password's that should have been encoded
        password = password || part > from && at < 0 && !isPort(part, i);
        if (!password || at >= 0) {
          break;
        }
      }
    }
    if (at < 0) {
      noUserBefore = i;
      // cut off before its host
      boolean cut = i == end && end - from >= MAX_HOST_CHARS && part > from && !isPort(part, end);
      return cut ? masked(from, end) : from;
    }
    return at > from ? masked(from, at) : from;
  }

  private boolean isPort(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  // RFC 7468 and RFC 9580; without its end all that follows belongs to it
  private int armoured(int at) {
    if (starts(at, BEGIN) && isPrivateKey(at + BEGIN.length())) {
      int endAt = indexOf(END, at + BEGIN.length(), end);
      return masked(at, endAt < 0 ? end : armourEnd(endAt + END.length()));
    }
    if (starts(at, END) && isPrivateKey(at + END.length())) {
      int from = at;
      while (from > armourBefore
          && (isCredential(text.charAt(from - 1)) || isLineBreak(text.charAt(from - 1)))) {
        from--;
      }
      return masked(from, armourEnd(at + END.length()));
    }
    int next = at + 5;
    while (next < end && text.charAt(next) == '-') {
      next++;
    }
    return next;
  }

  private boolean isPrivateKey(int from) {
    int to = Math.min(end, from + MAX_LABEL_CHARS);
    for (int i = from; i < to && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == 'P' && starts(i, "PRIVATE")) {
        return true;
      }
    }
    return false;
  }

  private int armourEnd(int from) {
    int dashes = indexOf("-----", from, Math.min(end, from + MAX_LABEL_CHARS));
    armourBefore = dashes < 0 ? Math.min(end, from + MAX_LABEL_CHARS) : dashes + 5;
    return armourBefore;
  }

  private int indexOf(String what, int from, int to) {
    for (int i = from; i <= to - what.length(); i++) {
      if (text.charAt(i) == what.charAt(0) && starts(i, what)) {
        return i;
      }
    }
    return -1;
  }

  int masked(int from, int to) {
    found().add(from, to);
    return Math.max(to, from + 1);
  }

  private int tokenEnd(int from) {
    int to = from;
    while (to < end
        && (isAlphanumeric(text.charAt(to)) || text.charAt(to) == '_' || text.charAt(to) == '-')) {
      to++;
    }
    return to;
  }

  boolean starts(int at, String prefix) {
    return SecretFormats.startsWith(text, at, prefix);
  }

  private boolean startsIgnoringCase(int at, String prefix) {
    if (at + prefix.length() > end) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (Character.toLowerCase(text.charAt(at + i)) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  // \n and the like in JSON: the letter is none of the word that follows
  private boolean isEscaped(int at, char before) {
    return at > 1
        && (before == 'n' || before == 'r' || before == 't')
        && text.charAt(at - 2) == '\\';
  }

  static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00a0';
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r' || c == '\\';
  }

  // RFC 6750's b68token
  private static boolean isCredential(char c) {
    return isAlphanumeric(c) || "-._~+/=".indexOf(c) >= 0;
  }
}
