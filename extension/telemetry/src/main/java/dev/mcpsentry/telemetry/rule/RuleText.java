package dev.mcpsentry.telemetry.rule;

import org.jspecify.annotations.Nullable;

/** The text of rules, read from one sign to the next. Belongs to one thread. */
final class RuleText {

  private static final String WHEN = "when";

  private final String text;
  private int from;
  private int at;
  private int end;

  RuleText(String text) {
    this.text = text;
  }

  /** Says what is wrong where. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
    final int place;

    Wrong(int place, @Nullable String message) {
      super(message, null, false, false);
      this.place = place;
    }
  }

  /** Goes on to the next rule; false when there is none. */
  boolean next() {
    while (from < text.length()) {
      end = endOfRule();
      at = from;
      from = end + 1;
      skipSpace();
      if (at < end && text.charAt(at) != '#') {
        return true;
      }
    }
    return false;
  }

  // a comment goes to the end of its line
  private int endOfRule() {
    int first = from;
    while (first < text.length() && isBlank(text.charAt(first)) && text.charAt(first) != '\n') {
      first++;
    }
    boolean comment = first < text.length() && text.charAt(first) == '#';
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == ';' && !quoted && !comment) {
        return i;
      }
      quoted ^= c == '"';
    }
    return text.length();
  }

  /** Where the next sign is. */
  int at() {
    return at;
  }

  /** Whether the rule is over. */
  boolean isOver() {
    return at == end;
  }

  /** Whether this sign is next. */
  boolean isAt(char sign) {
    return at < end && text.charAt(at) == sign;
  }

  /** Whether the sign for what something becomes is next. */
  boolean isAtArrow() {
    return text.startsWith("=>", at) && at + 1 < end;
  }

  /** A text in quotes, or what stands before one of the signs, the condition or the end. */
  String argument(String signs) throws Wrong {
    skipSpace();
    if (at < end && text.charAt(at) == '"') {
      int close = text.indexOf('"', at + 1);
      if (close < 0 || close >= end) {
        throw new Wrong(at, "a closing quotation mark is missing");
      }
      String quoted = text.substring(at + 1, close);
      at = close + 1;
      skipSpace();
      return quoted;
    }
    int start = at;
    while (at < end && signs.indexOf(text.charAt(at)) < 0 && !isBeforeWhen()) {
      at++;
    }
    String plain = text.substring(start, at).trim();
    skipSpace();
    return plain;
  }

  private boolean isBeforeWhen() {
    int next = at;
    while (next < end && isBlank(text.charAt(next))) {
      next++;
    }
    return next > 0 && isBlank(text.charAt(next - 1)) && isWhen(next);
  }

  /** Whether a condition is next. */
  boolean isAtWhen() {
    skipSpace();
    return isWhen(at);
  }

  private boolean isWhen(int place) {
    int after = place + WHEN.length();
    return text.startsWith(WHEN, place)
        && after <= end
        && (after == end || isBlank(text.charAt(after)));
  }

  /** The word before one of the signs or the end. */
  String until(String signs) {
    int start = at;
    while (at < end && signs.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at).trim();
    skipSpace();
    return word;
  }

  /** Goes on behind this sign. */
  void expect(char sign) throws Wrong {
    if (!skips(sign)) {
      throw new Wrong(at, "'" + sign + "' is expected");
    }
  }

  /** Goes on behind this sign, if it is next. */
  boolean skips(char sign) {
    skipSpace();
    if (at < end && text.charAt(at) == sign) {
      at++;
      skipSpace();
      return true;
    }
    return false;
  }

  /** Goes on to what is no white space. */
  void skipSpace() {
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** Where that is, as an editor says it. */
  String place(int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < Math.min(offset, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return "line " + line + ", column " + (offset - start + 1);
  }
}
