package dev.mcpsentry.telemetry.privacy;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Masks, in what database exceptions say, the values that the statement beside them has already
 * lost: each literal becomes a {@code ?}, as in OpenTelemetry's sanitized statements. Names of
 * tables and columns, codes and SQL states stay.
 */
public final class DatabaseLiterals {

  private static final int MAX_THROWABLES = 32;
  private static final int MAX_LOOK_BACK = 48;
  private static final int MAX_LOOK_AHEAD = 256;
  private static final char MASK = '?';

  // JDBC, and those who wrap it or speak to databases by themselves
  private static final List<String> PACKAGES =
      List.of(
          "java.sql.",
          "javax.sql.",
          "org.springframework.dao.",
          "org.springframework.jdbc.",
          "org.springframework.orm.",
          "org.springframework.r2dbc.",
          "org.springframework.data.",
          "org.hibernate.",
          "jakarta.persistence.",
          "javax.persistence.",
          "org.eclipse.persistence.",
          "io.r2dbc.",
          "com.mongodb.",
          "org.bson.",
          "org.jooq.exception.",
          "org.jdbi.",
          "org.apache.ibatis.",
          "org.mybatis.",
          "org.postgresql.",
          "org.h2.",
          "org.hsqldb.",
          "org.sqlite.",
          "org.mariadb.",
          "com.mysql.",
          "com.microsoft.sqlserver.",
          "oracle.jdbc.",
          "oracle.r2dbc.");

  // by these a message is known whose exception is lost
  private static final List<String> TELLING =
      List.of(
          "SQL [",
          "SQL statement",
          "SQLSTATE",
          "SQLState",
          "SQL state",
          "SQLException",
          "execute statement",
          "PreparedStatement",
          "duplicate key",
          "Duplicate entry",
          "violates ",
          "constraint violation",
          "Detail: Key",
          "Failing row contains",
          "E11000",
          "ORA-0",
          "syntax to use near",
          "key value is (");

  /** What names something in the schema and not a value. */
  private static final Set<String> NAMING =
      Set.of(
          ("key constraint table column index relation object database schema field sequence function"
                  + " procedure view type trigger class entity attribute property collection"
                  + " parameter constraint-name tablespace")
              .split(" "));

  /** What comes before a value without an operator. */
  private static final Set<String> VALUING =
      Set.of("value value: converting near like limit offset between top id entry".split(" "));

  /** What has a number of its own. */
  private static final Set<String> NUMBERED =
      Set.of("sqlstate errorcode code error errno line position vendorcode severity".split(" "));

  private final String text;
  private final StringBuilder out;
  private int copied;

  private DatabaseLiterals(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  /**
   * Whether a database has part in this failure: by class, its ancestors, causes and suppressed.
   */
  public static boolean concern(@Nullable Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> waiting = new ArrayDeque<>();
    for (Throwable next = failure;
        next != null && seen.size() < MAX_THROWABLES;
        next = waiting.poll()) {
      if (!seen.add(next)) {
        continue;
      }
      for (Class<?> type = next.getClass(); type != null; type = type.getSuperclass()) {
        if (isDatabase(type.getName())) {
          return true;
        }
      }
      if (next.getCause() != null) {
        waiting.add(next.getCause());
      }
      Throwable[] suppressed = next.getSuppressed();
      for (int i = 0; i < Math.min(suppressed.length, MAX_THROWABLES); i++) {
        waiting.add(suppressed[i]);
      }
    }
    return false;
  }

  /** Whether exceptions of this class are a database's. */
  public static boolean isDatabase(String className) {
    for (String prefix : PACKAGES) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return className.endsWith("SQLException");
  }

  /** Whether the message is a database's, by its words. */
  public static boolean areIn(String message) {
    for (String telling : TELLING) {
      if (message.contains(telling)) {
        return true;
      }
    }
    return false;
  }

  /** The message without its values. */
  public static String mask(String message) {
    return new DatabaseLiterals(message).masked();
  }

  private String masked() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int next =
          switch (c) {
            case '\'' -> string(i);
            case '"' -> quoted(i);
            case '(' -> list(i);
            case '{' -> document(i);
            case '#' -> identifier(i);
            case '=', '<', '>', '~' -> operand(i);
            default -> isWordStart(i) ? word(i) : i + 1;
          };
      i = Math.max(next, i + 1);
    }
    return copied == 0 ? text : out.append(text, copied, text.length()).toString();
  }

  private int replace(int from, int to) {
    if (to - from == 1 && text.charAt(from) == MASK) {
      return to;
    }
    out.append(text, copied, from).append(MASK);
    copied = to;
    return to;
  }

  // 'it''s', but neither doesn't nor a name
  private int string(int at) {
    boolean prefixed =
        at > 1 && isLiteralPrefix(text.charAt(at - 1)) && !isWordPart(text.charAt(at - 2));
    if (at > 0 && isWordPart(text.charAt(at - 1)) && !prefixed) {
      return at + 1;
    }
    int close = closing(at, '\'');
    if (NAMING.contains(wordBefore(at)) || isPartOfStatement(at + 1, close)) {
      return close + 1;
    }
    return replace(at, Math.min(text.length(), close + 1));
  }

  private static boolean isLiteralPrefix(char c) {
    return c == 'N' || c == 'E' || c == 'B' || c == 'X';
  }

  // MySQL: in 'field list'
  private boolean isPartOfStatement(int from, int to) {
    return to < text.length()
        && (text.startsWith(" list", to - 5) || text.startsWith(" clause", to - 7))
        && to - from < MAX_LOOK_BACK;
  }

  private int closing(int open, char quote) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && quote == '\'') {
        i++;
      } else if (text.charAt(i) == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i;
        }
      }
    }
    return text.length();
  }

  // mostly a name; a value after an operator, and where a type could not be read
  private int quoted(int at) {
    int before = backOverSpaces(at);
    char sign = before == 0 ? ' ' : text.charAt(before - 1);
    boolean value =
        "=<>~".indexOf(sign) >= 0
            || VALUING.contains(wordBefore(at))
            || sign == ':'
                && text.substring(Math.max(0, at - MAX_LOOK_BACK), at).contains(" type ");
    return value ? replace(at, Math.min(text.length(), closing(at, '"') + 1)) : at + 1;
  }

  // VALUES (...), IN (...), Key (email)=(...), the duplicate key value is (...)
  private int list(int at) {
    int before = backOverSpaces(at);
    String word = wordBefore(at);
    boolean values =
        before > 0 && text.charAt(before - 1) == '='
            || word.equals("values")
            || word.equals("in")
            || word.equals("contains")
            || word.equals("is") && text.startsWith("value ", Math.max(0, before - 8));
    if (!values) {
      return at + 1;
    }
    int close = matching(at, '(', ')');
    return isStatement(at + 1, close) ? at + 1 : replace(at + 1, close);
  }

  // in (select ...), values (?, ?)
  private boolean isStatement(int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) == ' ') {
      start++;
    }
    if (text.regionMatches(true, start, "select ", 0, 7)) {
      return true;
    }
    for (int i = start; i < to; i++) {
      if ("?, :$".indexOf(text.charAt(i)) < 0 && !Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.substring(start, to).indexOf('?') >= 0;
  }

  // of MongoDB
  private int document(int at) {
    int to = Math.min(text.length(), at + MAX_LOOK_AHEAD);
    for (int i = at + 1; i < to && text.charAt(i) != '}'; i++) {
      if (text.charAt(i) == ':') {
        return replace(at + 1, matching(at, '{', '}'));
      }
    }
    return at + 1;
  }

  private int matching(int open, char opening, char closing) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == opening) {
        depth++;
      } else if (c == closing && --depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  // Hibernate: [com.acme.User#42]
  private int identifier(int at) {
    if (at == 0 || !isWordPart(text.charAt(at - 1))) {
      return at + 1;
    }
    int to = at + 1;
    while (to < text.length() && "]), ".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return to > at + 1 ? replace(at + 1, to) : to;
  }

  // numbers, and what stands without quotes but is no column
  private int operand(int sign) {
    int from = sign + 1;
    while (from < text.length() && "=<>~ ".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int to = from;
    boolean address = false;
    while (to < text.length()
        && (isWordPart(text.charAt(to)) || "-+.@:".indexOf(text.charAt(to)) >= 0)) {
      address |= text.charAt(to) == '@';
      to++;
    }
    while (to > from && ".:".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    boolean number = to > from && isNumberStart(from);
    return (number && !NUMBERED.contains(wordBefore(sign))) || address ? replace(from, to) : from;
  }

  private boolean isNumberStart(int at) {
    char c = text.charAt(at);
    return Character.isDigit(c)
        || (c == '-' || c == '+' || c == '.')
            && at + 1 < text.length()
            && Character.isDigit(text.charAt(at + 1));
  }

  // LIMIT 5, with id 42
  private int word(int at) {
    int to = at;
    while (to < text.length() && isWordPart(text.charAt(to))) {
      to++;
    }
    String word = text.substring(at, Math.min(to, at + MAX_LOOK_BACK)).toLowerCase(Locale.ROOT);
    if (!VALUING.contains(word) || to >= text.length() || " :".indexOf(text.charAt(to)) < 0) {
      return to;
    }
    int from = to;
    while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == ':')) {
      from++;
    }
    int end = from;
    boolean value = word.equals("id") && wordBefore(at).equals("with");
    while (end < text.length() && " ,;)]'\"".indexOf(text.charAt(end)) < 0) {
      value |= Character.isDigit(text.charAt(end)) || text.charAt(end) == '@';
      end++;
    }
    boolean list = from < text.length() && text.charAt(from) == '(';
    return value && end > from && !list ? replace(from, end) : to;
  }

  private boolean isWordStart(int at) {
    return Character.isLetter(text.charAt(at)) && (at == 0 || !isWordPart(text.charAt(at - 1)));
  }

  private String wordBefore(int at) {
    int to = backOverSpaces(at);
    int from = to;
    while (from > 0 && to - from < MAX_LOOK_BACK && isWordPart(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private int backOverSpaces(int at) {
    int to = at;
    while (to > 0 && at - to < MAX_LOOK_BACK && text.charAt(to - 1) == ' ') {
      to--;
    }
    return to;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
