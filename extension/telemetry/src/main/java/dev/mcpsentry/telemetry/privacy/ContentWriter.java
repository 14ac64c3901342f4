package dev.mcpsentry.telemetry.privacy;

import dev.mcpsentry.telemetry.privacy.CaptureScope.Members;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree of maps, lists and plain values as JSON, redacted and capped in one pass, so that a
 * huge value costs no more than its cap. Caps: {@value #MAX_ENTRIES} entries a map or list, {@value
 * #MAX_KEY_CHARS} characters a name, {@value #MAX_VALUE_CHARS} a value, {@value #MAX_TOTAL_CHARS}
 * in all, {@value #MAX_DEPTH} levels.
 */
public final class ContentWriter {

  static final int MAX_ENTRIES = 32;
  static final int MAX_VALUE_CHARS = 4 * 1024;
  static final int MAX_TOTAL_CHARS = 16 * 1024;
  static final int MAX_DEPTH = 8;

  /** What stands where a cap left out entries or levels; a text says how long it is. */
  static final String CUT = "[Truncated]";

  /** What stands for images, audio and blobs. */
  static final String MEDIA = "[Media]";

  private static final int MAX_KEY_CHARS = 128;

  private static final String CUT_MARK = "\u2026 (";
  private static final String CUT_END = " characters)";
  private static final int MAX_REST_CHARS = 40;

  private static final String ROOT = "";
  private static final String CONTENT = "content";
  // MCP 2024-11-05 and later
  private static final List<String> TOLD_OF_RESULTS =
      List.of(CONTENT, "structuredContent", "isError");

  private final Redaction redaction;
  private final UnaryOperator<String> literals;
  private final @Nullable Members members;

  public ContentWriter(Redaction redaction) {
    this(redaction, UnaryOperator.identity(), null);
  }

  private ContentWriter(
      Redaction redaction, UnaryOperator<String> literals, @Nullable Members members) {
    this.redaction = redaction;
    this.literals = literals;
    this.members = members;
  }

  /**
   * The writer that leaves out members.
   *
   * @param members which ones it writes; null for all
   */
  public ContentWriter within(@Nullable Members members) {
    return members == this.members ? this : new ContentWriter(redaction, literals, members);
  }

  /**
   * The writer for what an operation answered that failed: texts that are a database's lose their
   * values too.
   */
  public ContentWriter ofFailure(@Nullable Throwable throwable) {
    return DatabaseLiterals.concern(throwable)
        ? new ContentWriter(redaction, DatabaseLiterals::mask, members)
        : new ContentWriter(
            redaction,
            text -> DatabaseLiterals.areIn(text) ? DatabaseLiterals.mask(text) : text,
            members);
  }

  /** The tree as JSON. Types outside JSON are written as their text. */
  public String json(@Nullable Object tree) {
    StringBuilder out = new StringBuilder(128);
    value(tree, out, 0, ROOT, members == null);
    return out.toString();
  }

  /**
   * A tool's result as JSON. Where members are left out, those of its structured content count as
   * the tool's, and its {@code content}, which repeats them, is written only if it is called by its
   * name.
   */
  public String result(@Nullable Object result) {
    if (members == null || !(result instanceof Map<?, ?> map)) {
      return json(result);
    }
    StringBuilder out = new StringBuilder(128);
    char separator = '{';
    for (String key : TOLD_OF_RESULTS) {
      boolean isText = key.equals(CONTENT);
      if (map.containsKey(key) && (!isText || members.spellsOut(CONTENT))) {
        out.append(separator);
        separator = ',';
        quote(key, out);
        out.append(':');
        boolean isData = key.equals("structuredContent");
        value(map.get(key), out, 1, isData ? ROOT : key, !isData);
      }
    }
    return out.append(separator == '{' ? "{}" : "}").toString();
  }

  /** A single value as plain text under its key, redacted and capped. */
  public String text(String key, @Nullable Object value) {
    if (redaction.isSecret(key, value) || isState(key)) {
      return Redaction.MASK;
    }
    return value instanceof CharSequence text ? clean(text) : json(value);
  }

  /**
   * @param path where the value is, with dots; of no meaning where no members are left out
   * @param open whether it is below a member that is written
   */
  private void value(
      @Nullable Object value, StringBuilder out, int depth, String path, boolean open) {
    if (value instanceof Map<?, ?> map) {
      map(map, out, depth, path, open);
    } else if (value instanceof Iterable<?> list) {
      list(list, out, depth, path, open);
    } else if (!open) {
      quote(Redaction.MASK, out);
    } else if (value == null || value instanceof Boolean || isPlainNumber(value)) {
      number(String.valueOf(value), out);
    } else {
      quote(clean(value.toString()), out);
    }
  }

  // a card's number may come as a number
  private void number(String text, StringBuilder out) {
    String clean = redaction.text(text);
    if (clean.equals(text)) {
      out.append(text);
    } else {
      quote(clean, out);
    }
  }

  private void map(Map<?, ?> map, StringBuilder out, int depth, String path, boolean open) {
    if (depth == MAX_DEPTH) {
      quote(CUT, out);
      return;
    }
    boolean media = isMedia(map);
    boolean secretValue = isNamedSecret(map);
    out.append('{');
    int count = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = key(entry.getKey());
      String place = members == null ? ROOT : path.isEmpty() ? key : path + '.' + key;
      if (members != null && !isWritten(members, place, open)) {
        continue;
      }
      if (count > 0) {
        out.append(',');
      }
      if (count++ == MAX_ENTRIES || out.length() > MAX_TOTAL_CHARS) {
        quote(CUT, out);
        out.append(":true");
        break;
      }
      quote(redaction.text(key), out);
      out.append(':');
      if (redaction.isSecret(key, entry.getValue())
          || isState(key)
          || secretValue && key.equals("value")) {
        quote(Redaction.MASK, out);
      } else if (media && (key.equals("data") || key.equals("blob"))) {
        quote(MEDIA, out);
      } else {
        value(entry.getValue(), out, depth + 1, place, true);
      }
    }
    out.append('}');
  }

  private static boolean isWritten(Members members, String place, boolean open) {
    return open ? !members.denies(place) : members.allows(place);
  }

  private void list(Iterable<?> list, StringBuilder out, int depth, String path, boolean open) {
    if (depth == MAX_DEPTH) {
      quote(CUT, out);
      return;
    }
    out.append('[');
    int count = 0;
    for (Object item : list) {
      if (count > 0) {
        out.append(',');
      }
      if (count++ == MAX_ENTRIES || out.length() > MAX_TOTAL_CHARS) {
        quote(CUT, out);
        break;
      }
      value(item, out, depth + 1, path, open);
    }
    out.append(']');
  }

  // what a server hands to a client to be given back, and what users answered; MCP 2026-07-28
  private static boolean isState(String key) {
    return key.equals("requestState") || key.equals("inputResponses");
  }

  // {"name": "password", "value": "..."}
  private boolean isNamedSecret(Map<?, ?> map) {
    return map.containsKey("value")
        && (isSecretName(map.get("name")) || isSecretName(map.get("key")));
  }

  private boolean isSecretName(@Nullable Object name) {
    return name instanceof String text && redaction.isSecretKey(key(text));
  }

  /** A member's name as text, cut before anything is done with it. */
  public static String key(@Nullable Object key) {
    return key instanceof CharSequence text
        ? capped(text, MAX_KEY_CHARS)
        : capped(String.valueOf(key), MAX_KEY_CHARS);
  }

  // MCP image, audio and embedded blob content
  private static boolean isMedia(Map<?, ?> map) {
    return map.containsKey("blob") || (map.containsKey("data") && map.containsKey("mimeType"));
  }

  private static boolean isPlainNumber(Object value) {
    return value instanceof Number number
        && !Double.isNaN(number.doubleValue())
        && !Double.isInfinite(number.doubleValue());
  }

  private String clean(CharSequence text) {
    String clean = literals.apply(redaction.text(text, MAX_VALUE_CHARS));
    return text.length() <= MAX_VALUE_CHARS ? clean : clean + rest(text.length());
  }

  /** What follows a text that is cut off: how long it is. */
  static String rest(int chars) {
    return String.format(Locale.ROOT, CUT_MARK + "%,d" + CUT_END, chars);
  }

  /** The same; one that was cut off before says itself how long it was. */
  public static String rest(String text) {
    int mark = text.endsWith(CUT_END) ? text.lastIndexOf(CUT_MARK) : Integer.MIN_VALUE;
    return mark > text.length() - MAX_REST_CHARS ? text.substring(mark) : rest(text.length());
  }

  private static String capped(CharSequence text, int max) {
    return text.length() <= max ? text.toString() : text.subSequence(0, max).toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c) && !inPair(text, i)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean inPair(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
