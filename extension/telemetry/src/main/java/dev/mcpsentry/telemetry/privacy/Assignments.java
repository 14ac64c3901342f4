package dev.mcpsentry.telemetry.privacy;

import dev.mcpsentry.telemetry.privacy.SecretKeys.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of what is assigned to a telling name in free text: {@code name=value}, headers, JSON
 * in any depth of quoting, lists and objects as a whole, elements of XML, options of a command
 * line, and a name in one place with its value in another.
 */
final class Assignments {

  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_SPACES = 8;
  private static final int MAX_ELEMENT_CHARS = 256;
  // how far a value may stand from the name that another member tells
  private static final int MAX_DISTANCE = 256;

  private final CharSequence text;
  private final int end;
  private final SecretKeys keys;
  private final SecretScan scan;

  // name and value as members of their own
  private int toldAt = -1;
  private int valueAt;
  private @Nullable Name valueName;

  Assignments(CharSequence text, SecretKeys keys, SecretScan scan) {
    this.text = text;
    this.end = text.length();
    this.keys = keys;
    this.scan = scan;
  }

  /**
   * A name as it is written.
   *
   * @param from where it begins
   * @param to where it ends
   * @param quote what it is quoted with; 0 when it is not
   * @param depth backslashes before the quote
   */
  private record Name(int from, int to, char quote, int depth) {

    String marks() {
      return quote == '"' ? "\\".repeat(depth) + '"' : "";
    }
  }

  /**
   * A value as it is written.
   *
   * @param from where what is masked begins
   * @param to where it ends
   * @param marks what the mask is quoted with
   * @param after where to go on
   */
  private record Value(int from, int to, String marks, int after) {}

  /** Looks at a sign of assignment. Returns where to go on. */
  int assigned(int at, char sign) {
    Name name = nameBefore(at);
    if (name == null) {
      return at + 1;
    }
    boolean prose = sign == ':' && name.quote == 0;
    if (prose && name.from > 0 && isPathSeparator(text.charAt(name.from - 1))) {
      return at + 1;
    }
    String key = text.subSequence(name.from, name.to).toString();
    Verdict verdict = verdict(key, name, prose);
    if (!verdict.isSecret()) {
      return member(key, name, at);
    }
    Value value = value(at, sign, name, verdict, key);
    return value == null ? at + 1 : masked(value);
  }

  private Verdict verdict(String key, Name name, boolean prose) {
    // of a host or a class it is the last part that says what it is
    String told = prose ? key.substring(key.lastIndexOf('.') + 1) : key;
    Verdict verdict = keys.of(told);
    if (verdict.isSecret()
        || name.quote != 0
        || name.from < 2
        || text.charAt(name.from - 1) != ' ') {
      return verdict;
    }
    int from = name.from - 1;
    while (from > 0 && name.from - from < MAX_NAME_CHARS && isNamePart(text.charAt(from - 1))) {
      from--;
    }
    return from == name.from - 1
        ? verdict
        : keys.ofPair(text.subSequence(from, name.from - 1).toString(), key);
  }

  private int masked(Value value) {
    if (!startsMask(value.from)) {
      scan.found().add(value.from, value.to, value.marks);
    }
    return Math.max(value.after, value.from);
  }

  private boolean startsMask(int at) {
    return scan.starts(at, Redaction.MASK);
  }

  // ---- {"name":"password","value":"..."}, or the other way around

  private int member(String key, Name name, int at) {
    switch (key.toLowerCase(Locale.ROOT)) {
      case "name", "key", "header", "param", "parameter", "property", "variable", "field" -> {
        if (isSecretName(shortValue(at))) {
          toldAt = at;
          Name waiting = valueName;
          if (waiting != null && at - valueAt < MAX_DISTANCE) {
            Value value = value(valueAt, text.charAt(valueAt), waiting, Verdict.STRONG, "value");
            if (value != null && value.after <= at) {
              masked(value);
            }
          }
        }
      }
      case "value", "val", "content" -> {
        if (toldAt >= 0 && at - toldAt < MAX_DISTANCE) {
          toldAt = -1;
          Value value = value(at, text.charAt(at), name, Verdict.STRONG, key);
          return value == null ? at + 1 : masked(value);
        }
        valueAt = at;
        valueName = name;
      }
      default -> {
        // no member of a pair
      }
    }
    return at + 1;
  }

  private boolean isSecretName(@Nullable String name) {
    return name != null && keys.of(name).isSecret();
  }

  // what could be a name; null when it is too long for one
  private @Nullable String shortValue(int sign) {
    int from = overSpaces(sign + 1, true);
    int quoteAt = from < end ? quoteAt(from) : -1;
    from = quoteAt < 0 ? from : quoteAt + 1;
    int to = from;
    while (to < end && to - from < MAX_NAME_CHARS && isNamePart(text.charAt(to))) {
      to++;
    }
    return to == from ? null : text.subSequence(from, to).toString();
  }

  // ---- names

  private @Nullable Name nameBefore(int sign) {
    int to = backOverSpaces(sign);
    while (to > 0 && "!<>~".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    to = backOverSpaces(to);
    to = backOverBrackets(to);
    if (to == 0) {
      return null;
    }
    char quote = text.charAt(to - 1);
    if (!isQuote(quote)) {
      int from = nameStart(to, false);
      return from == to ? null : new Name(from, to, (char) 0, 0);
    }
    to--;
    int depth = 0;
    while (to > 0 && text.charAt(to - 1) == '\\') {
      to--;
      depth++;
    }
    int from = nameStart(to, true);
    boolean opened = from == 0 || text.charAt(from - 1) == quote;
    return from == to || !opened ? null : new Name(from, to, quote, depth);
  }

  private int nameStart(int to, boolean quoted) {
    int from = to;
    while (from > 0
        && to - from < MAX_NAME_CHARS
        && (isNamePart(text.charAt(from - 1)) || quoted && text.charAt(from - 1) == ' ')) {
      from--;
    }
    return from;
  }

  private int backOverSpaces(int at) {
    int to = at;
    while (to > 0
        && at - to < MAX_SPACES
        && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '\t')) {
      to--;
    }
    return to;
  }

  // user[password]=, tokens[]=, Key (password)=
  private int backOverBrackets(int at) {
    int to = at;
    if (to > 1 && text.charAt(to - 1) == ']' && (text.charAt(to - 2) == '[' || isIndex(to - 2))) {
      to -= text.charAt(to - 2) == '[' ? 2 : 3;
    }
    return to > 0 && (text.charAt(to - 1) == ']' || text.charAt(to - 1) == ')') ? to - 1 : to;
  }

  private int shortEnd(int from) {
    int to = from;
    while (to < end && to - from < MAX_NAME_CHARS && !isQuote(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private boolean isIndex(int at) {
    return at > 0 && Character.isDigit(text.charAt(at)) && text.charAt(at - 1) == '[';
  }

  private static boolean isNamePart(char c) {
    return SecretScan.isAlphanumeric(c)
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '$'
        || c > 0x7f && Character.isLetter(c);
  }

  private static boolean isPathSeparator(char c) {
    return c == '/' || c == '\\';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  // ---- values

  private @Nullable Value value(int sign, char kind, Name name, Verdict verdict, String key) {
    int at = sign + 1;
    while (at < end && (text.charAt(at) == '=' || text.charAt(at) == '>' && at == sign + 1)) {
      at++;
    }
    int from = overSpaces(at, name.quote != 0);
    if (from >= end) {
      return null;
    }
    boolean spaced = from > at || SecretScan.isSpace(text.charAt(from));
    int quoteAt = quoteAt(from);
    if (quoteAt >= 0) {
      boolean sentence =
          spaced
              && kind == ':'
              && name.quote == 0
              && verdict == Verdict.WEAK
              && !beginsStatement(name.from);
      return sentence && !Prose.looksGenerated(text, quoteAt + 1, shortEnd(quoteAt + 1))
          ? null
          : quotedValue(from, quoteAt);
    }
    char first = text.charAt(from);
    boolean header = isHeader(key);
    if (first == '[' || first == '{' || first == '(') {
      if (startsMask(from)) {
        return new Value(from, from + Redaction.MASK.length(), "", from + Redaction.MASK.length());
      }
      int to = bracketsEnd(from);
      return new Value(from, to, name.marks(), to);
    }
    if (name.quote != 0 && kind == ':') {
      return jsonScalar(from, name, verdict);
    }
    if (kind == '=' && !spaced) {
      return plain(from, bareEnd(from), verdict);
    }
    if (!spaced) {
      return Prose.isSaying(text, from, end) ? null : plain(from, bareEnd(from), verdict);
    }
    boolean begins = beginsStatement(name.from);
    if (kind == '=') {
      return verdict == Verdict.STRONG && begins
          ? plain(from, lineEnd(from, name, header), verdict)
          : plain(from, bareEnd(from), verdict);
    }
    return inProse(from, name, verdict, begins, header);
  }

  // header: value, or name: two words, but also a sentence about the name
  private @Nullable Value inProse(
      int at, Name name, Verdict verdict, boolean begins, boolean header) {
    int from = at;
    if (text.charAt(from) == '\n' || text.charAt(from) == '\r') {
      from = nextLine(from);
      if (from < 0) {
        return null;
      }
    }
    if (!header && Prose.isSaying(text, from, end)) {
      return null;
    }
    if (verdict == Verdict.STRONG) {
      int to = lineEnd(from, name, header);
      return from < to ? new Value(from, to, "", to) : null;
    }
    int first = wordEnd(from);
    boolean alone = first == end || text.charAt(first) == '\n' || text.charAt(first) == '\r';
    boolean secret =
        Prose.looksGenerated(text, from, first)
            || begins
                && (alone || !Prose.isLetters(text, from, first))
                && SecretScan.isAlphanumeric(text.charAt(from));
    return secret ? plain(from, bareEnd(from), verdict) : null;
  }

  private @Nullable Value plain(int from, int to, Verdict verdict) {
    if (to <= from
        || isNothing(from, to)
        || verdict == Verdict.UNLESS_NUMBER && isNumber(from, to)) {
      return null;
    }
    int last = isScheme(from, to) ? withCredential(to) : to;
    return new Value(from, last, "", last);
  }

  private @Nullable Value jsonScalar(int from, Name name, Verdict verdict) {
    int to = from;
    while (to < end && " \t\n\r,}])\"'\\".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    if (isNothing(from, to) || verdict == Verdict.UNLESS_NUMBER && isNumber(from, to)) {
      return null;
    }
    return new Value(from, to, name.marks(), to);
  }

  // name=Bearer abc
  private boolean isScheme(int from, int to) {
    if (to - from > 16 || to >= end || text.charAt(to) != ' ') {
      return false;
    }
    return switch (text.subSequence(from, to).toString().toLowerCase(Locale.ROOT)) {
      case "bearer",
          "basic",
          "token",
          "digest",
          "negotiate",
          "apikey",
          "ntlm",
          "aws4-hmac-sha256" ->
          true;
      default -> false;
    };
  }

  private int withCredential(int to) {
    int from = overSpaces(to, false);
    return from < end ? bareEnd(from) : to;
  }

  private static boolean isHeader(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.endsWith("cookie") || lower.endsWith("authorization");
  }

  private boolean isNothing(int from, int to) {
    return to - from == 4 && scan.starts(from, "null");
  }

  private boolean isNumber(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private int overSpaces(int at, boolean lines) {
    int from = at;
    while (from < end
        && from - at < MAX_SPACES
        && (text.charAt(from) == ' '
            || text.charAt(from) == '\t'
            || lines && SecretScan.isSpace(text.charAt(from)))) {
      from++;
    }
    return from;
  }

  // the line after the name, unless it says something of its own
  private int nextLine(int at) {
    int from = at;
    while (from < end && from - at < MAX_NAME_CHARS && SecretScan.isSpace(text.charAt(from))) {
      from++;
    }
    return from < end && !isNameAhead(from) ? from : -1;
  }

  // ---- quotes

  // of an opening quote, after its backslashes or the letter of a literal; -1 when there is none
  private int quoteAt(int from) {
    int at = from;
    while (at < end && text.charAt(at) == '\\') {
      at++;
    }
    if (at == from
        && at + 1 < end
        && "bBuUnNrReExX".indexOf(text.charAt(at)) >= 0
        && text.charAt(at + 1) != '`'
        && isQuote(text.charAt(at + 1))) {
      return at + 1;
    }
    return at < end && isQuote(text.charAt(at)) ? at : -1;
  }

  private @Nullable Value quotedValue(int from, int quoteAt) {
    int close = stringEnd(quoteAt, quoteAt - from);
    int to = Math.min(close, end);
    return to == quoteAt + 1 ? null : new Value(quoteAt + 1, to, "", Math.min(close + 1, end));
  }

  /**
   * Where the string ends that a quote opens: at its quote, with the backslashes that JSON in JSON
   * puts before it, or before the backslashes where the text around ends.
   */
  private int stringEnd(int quoteAt, int before) {
    char quote = text.charAt(quoteAt);
    int depth = quoteAt > 0 && text.charAt(quoteAt - 1) == '\\' ? before : 0;
    int run = 0;
    for (int i = quoteAt + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        run++;
        continue;
      }
      if (c == quote) {
        if (run < depth || run % (2 * depth + 2) == depth) {
          if (quote == '\'' && depth == 0 && i + 1 < end && text.charAt(i + 1) == '\'') {
            // SQL's way to write one quote
            i++;
          } else {
            return i - Math.min(run, depth);
          }
        }
      }
      run = 0;
    }
    return end;
  }

  private int bracketsEnd(int open) {
    int depth = 0;
    int i = open;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '[' || c == '{' || c == '(') {
        depth++;
      } else if (c == ']' || c == '}' || c == ')') {
        if (--depth == 0) {
          return i + 1;
        }
      } else if (c == '"') {
        int backslashes = 0;
        while (i - backslashes > open && text.charAt(i - backslashes - 1) == '\\') {
          backslashes++;
        }
        i = stringEnd(i, backslashes);
        while (i < end && text.charAt(i) == '\\') {
          i++;
        }
      }
      i++;
    }
    return end;
  }

  // ---- what is not quoted

  // a sign that may belong to the value ends it only where something else begins
  private int bareEnd(int from) {
    int i = from;
    while (i < end) {
      char c = text.charAt(i);
      switch (c) {
        case ' ', '\t', '\n', '\r', '\u00a0' -> {
          return i;
        }
        case ',', ';', '&', '?', '#', '|' -> {
          if (i > from && (endsAt(i + 1) || isNameAhead(i + 1))) {
            return i;
          }
        }
        case '"', '\'', '`', ')', ']', '}' -> {
          if (endsAt(i + 1) || isPunctuation(text.charAt(i + 1))) {
            return i;
          }
        }
        case '<' -> {
          if (i + 1 < end && text.charAt(i + 1) == '/') {
            return i;
          }
        }
        case '\\' -> {
          if (endsEscaped(i)) {
            return i;
          }
        }
        default -> {
          // part of the value
        }
      }
      i++;
    }
    return end;
  }

  // \n and \" in a text that is JSON's
  private boolean endsEscaped(int at) {
    int next = at;
    while (next < end && text.charAt(next) == '\\') {
      next++;
    }
    if (next == end) {
      return true;
    }
    char c = text.charAt(next);
    return isQuote(c) && (endsAt(next + 1) || isPunctuation(text.charAt(next + 1)))
        || (c == 'n' || c == 'r' || c == 't')
            && (endsAt(next + 1) || text.charAt(next + 1) == '\\' || isNameAhead(next + 1));
  }

  private boolean endsAt(int at) {
    return at >= end || SecretScan.isSpace(text.charAt(at));
  }

  private static boolean isPunctuation(char c) {
    return ",;.:)]}>&\"'`\\".indexOf(c) >= 0;
  }

  private boolean isNameAhead(int at) {
    int i = at;
    while (i < end
        && i - at < MAX_NAME_CHARS
        && (isNamePart(text.charAt(i)) || text.charAt(i) == '[' || text.charAt(i) == ']')) {
      i++;
    }
    return i > at && i < end && (text.charAt(i) == '=' || text.charAt(i) == ':');
  }

  private int wordEnd(int from) {
    int i = from;
    while (i < end && !SecretScan.isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  // a line, but no more than what holds it
  private int lineEnd(int from, Name name, boolean header) {
    char around =
        name.from > 0 && isQuote(text.charAt(name.from - 1)) ? text.charAt(name.from - 1) : 0;
    int depth = 0;
    int i = from;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == around && around != 0) {
        return i;
      }
      if (c == '[' || c == '{' || c == '(') {
        depth++;
      } else if (c == ']' || c == '}' || c == ')') {
        if (depth-- <= 0 && (endsAt(i + 1) || isPunctuation(text.charAt(i + 1)))) {
          return i;
        }
      } else if (!header && (c == ',' || c == ';') && isNameAhead(overSpaces(i + 1, false))) {
        return i;
      } else if (c == '\\' && endsEscaped(i)) {
        return i;
      }
      i++;
    }
    return end;
  }

  // at the beginning of a line, a member or a sentence
  private boolean beginsStatement(int nameFrom) {
    int i = backOverSpaces(nameFrom);
    if (i == 0) {
      return true;
    }
    char before = text.charAt(i - 1);
    return "\n\r{[(,;|&?>\"'`:-".indexOf(before) >= 0
        || before == 'n' && i > 1 && text.charAt(i - 2) == '\\';
  }

  // ---- elsewhere than around a sign

  /** Looks at an opening element. Returns where to go on. */
  int element(int at) {
    int to = at + 1;
    while (to < end
        && to - at < MAX_NAME_CHARS
        && (isNamePart(text.charAt(to)) || text.charAt(to) == ':')) {
      to++;
    }
    if (to == at + 1 || to >= end || ">/ \t\n\r".indexOf(text.charAt(to)) < 0) {
      return at + 1;
    }
    String name = text.subSequence(at + 1, to).toString();
    boolean awaited =
        toldAt >= 0
            && at - toldAt < MAX_DISTANCE
            && (name.equals("value") || name.equals("string"));
    if (!awaited && !keys.of(name.substring(name.indexOf(':') + 1)).isSecret()) {
      if ((name.equals("name") || name.equals("key"))
          && text.charAt(to) == '>'
          && isSecretName(shortValue(to))) {
        toldAt = at;
        return to;
      }
      return told(to);
    }
    toldAt = awaited ? -1 : toldAt;
    int open = to;
    while (open < end && open - to < MAX_ELEMENT_CHARS && text.charAt(open) != '>') {
      open++;
    }
    if (open >= end || text.charAt(open) != '>' || text.charAt(open - 1) == '/') {
      return to;
    }
    int from = open + 1;
    int close = from;
    while (close < end
        && !(text.charAt(close) == '<'
            && scan.starts(close + 1, "/")
            && scan.starts(close + 2, name))) {
      close++;
    }
    return from < close ? scan.masked(from, close) : from;
  }

  // <entry key="password">...</entry>
  private int told(int at) {
    int open = at;
    boolean telling = false;
    while (open < end
        && open - at < MAX_ELEMENT_CHARS
        && text.charAt(open) != '>'
        && text.charAt(open) != '<') {
      if (text.charAt(open) == '=') {
        Name name = nameBefore(open);
        telling |= name != null && tells(name, open);
      }
      open++;
    }
    if (!telling || open >= end || text.charAt(open) != '>' || text.charAt(open - 1) == '/') {
      return at;
    }
    int close = open + 1;
    while (close < end && text.charAt(close) != '<') {
      close++;
    }
    return open + 1 < close ? scan.masked(open + 1, close) : at;
  }

  private boolean tells(Name name, int sign) {
    String key = text.subSequence(name.from, name.to).toString();
    if (!key.equals("key") && !key.equals("name")) {
      return false;
    }
    return isSecretName(shortValue(sign));
  }

  /** Looks at an option such as {@code --password}. Returns where to go on. */
  int flag(int at) {
    int from = at + 2;
    int to = from;
    while (to < end && to - from < MAX_NAME_CHARS && isNamePart(text.charAt(to))) {
      to++;
    }
    int value = overSpaces(to, false);
    if (to == from || value == to || value >= end || text.charAt(value) == '-') {
      return from;
    }
    if (!keys.of(text.subSequence(from, to).toString()).isSecret()) {
      return to;
    }
    int quoteAt = quoteAt(value);
    Value told =
        quoteAt >= 0 ? quotedValue(value, quoteAt) : plain(value, bareEnd(value), Verdict.STRONG);
    return told == null ? to : masked(told);
  }

  /** Looks at a quote after a blank, as in {@code PASSWORD 'x'} and {@code IDENTIFIED BY 'x'}. */
  int quoted(int at, char quote) {
    if (at < 3 || text.charAt(at - 1) != ' ') {
      return at + 1;
    }
    int to = at - 1;
    int from = nameStart(to, false);
    String word = text.subSequence(from, to).toString();
    boolean by = word.equalsIgnoreCase("by") && from >= 11 && isIdentified(from - 11);
    if (!by && (word.length() < 4 || keys.of(word) != Verdict.STRONG)) {
      return at + 1;
    }
    int close = stringEnd(at, 0);
    return close > at + 1 ? masked(new Value(at + 1, close, "", Math.min(end, close + 1))) : at + 1;
  }

  private boolean isIdentified(int from) {
    return text.subSequence(from, from + 11).toString().equalsIgnoreCase("identified ");
  }
}
