package dev.mcpsentry.sentry.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 into one reusable buffer, so that a transaction costs no garbage beyond its
 * own bytes. Commas are placed by looking at the byte before. Not thread-safe.
 */
public final class JsonBytes {

  private static final int KEPT_CAPACITY = 256 * 1024;
  private static final int KNOWN_KEYS = 256;
  private static final int MAX_KNOWN_CHARS = 64;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private record Key(String text, byte[] json) {}

  // the latest, as they are written
  private final @Nullable Key[] keys = new Key[KNOWN_KEYS];

  private byte[] bytes = new byte[4096];
  private int length;

  /** Starts over; an unusually large buffer is given back. */
  public JsonBytes clear() {
    if (bytes.length > KEPT_CAPACITY) {
      bytes = new byte[4096];
    }
    length = 0;
    return this;
  }

  /** Bytes written so far. */
  public int length() {
    return length;
  }

  /** Forgets everything after the first {@code newLength} bytes. */
  public void rewind(int newLength) {
    length = newLength;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, length);
  }

  public JsonBytes beginObject() {
    separate();
    return put('{');
  }

  public JsonBytes endObject() {
    return put('}');
  }

  public JsonBytes beginArray() {
    separate();
    return put('[');
  }

  public JsonBytes endArray() {
    return put(']');
  }

  public JsonBytes key(String key) {
    int place = key.hashCode() & KNOWN_KEYS - 1;
    Key known = keys[place];
    separate();
    if (known != null && known.text().equals(key)) {
      return append(known.json());
    }
    int start = length;
    quoted("", key);
    if (key.length() <= MAX_KNOWN_CHARS) {
      keys[place] = new Key(key, Arrays.copyOfRange(bytes, start, length));
    }
    return this;
  }

  /** A key made of two parts. */
  public JsonBytes key(String prefix, String rest) {
    separate();
    return quoted(prefix, rest);
  }

  private JsonBytes quoted(String prefix, String rest) {
    put('"');
    escape(prefix, 0, prefix.length());
    escape(rest, 0, rest.length());
    put('"');
    return put(':');
  }

  /** Writes nothing when the value is null. */
  public JsonBytes field(String key, @Nullable String value) {
    return value == null ? this : key(key).value(value);
  }

  public JsonBytes field(String key, long value) {
    return key(key).value(value);
  }

  public JsonBytes field(String key, boolean value) {
    return key(key).value(value);
  }

  public JsonBytes value(String value) {
    return value(value, Integer.MAX_VALUE);
  }

  /** The first {@code maxChars} characters of the value, with an ellipsis if there are more. */
  public JsonBytes value(String value, int maxChars) {
    return value(value, 0, value.length(), maxChars);
  }

  /** A part of a text as a string of its own, cut like {@link #value(String, int)}. */
  public JsonBytes value(String text, int from, int to, int maxChars) {
    separate();
    put('"');
    if (to - from <= maxChars) {
      escape(text, from, to);
    } else {
      escape(text, from, from + maxChars);
      escape("…", 0, 1);
    }
    return put('"');
  }

  public JsonBytes value(long value) {
    separate();
    return digits(value);
  }

  public JsonBytes value(boolean value) {
    separate();
    return append(value ? TRUE : FALSE);
  }

  /** Infinite values and NaN, which JSON does not have, become strings. */
  public JsonBytes value(double value) {
    String text = Double.toString(value);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value(text);
    }
    separate();
    escape(text, 0, text.length());
    return this;
  }

  /** A time in nanoseconds since the epoch as seconds with six decimals. */
  public JsonBytes seconds(long epochNanos) {
    separate();
    digits(Math.floorDiv(epochNanos, 1_000_000_000L));
    put('.');
    long micros = Math.floorMod(epochNanos, 1_000_000_000L) / 1000;
    for (long unit = 100_000; unit > 0; unit /= 10) {
      put((char) ('0' + micros / unit % 10));
    }
    return this;
  }

  /** Finished JSON: a value, or members of the object that is open. */
  public JsonBytes raw(byte[] json) {
    if (json.length > 0) {
      separate();
      append(json);
    }
    return this;
  }

  public JsonBytes newLine() {
    return put('\n');
  }

  private void separate() {
    if (length > 0) {
      switch (bytes[length - 1]) {
        case '{', '[', ':', '\n' -> {}
        default -> put(',');
      }
    }
  }

  private JsonBytes append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  private JsonBytes put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  private JsonBytes digits(long value) {
    if (value == Long.MIN_VALUE) {
      return append(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }
    long rest = value;
    if (rest < 0) {
      put('-');
      rest = -rest;
    }
    int count = 1;
    for (long limit = 10; count < 19 && rest >= limit; limit *= 10) {
      count++;
    }
    reserve(count);
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
    return this;
  }

  /** How many bytes a text is at most, without its quotes. */
  public static int mostBytes(String text) {
    int most = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == 0x7f) {
        most += 6;
      } else if (c < 0x80) {
        most += c == '"' || c == '\\' ? 2 : 1;
      } else {
        most += 3;
      }
    }
    return most;
  }

  private void escape(String text, int from, int to) {
    reserve((to - from) * 6);
    byte[] target = bytes;
    int at = length;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
        target[at++] = (byte) c;
      } else if (c == '"' || c == '\\') {
        target[at++] = '\\';
        target[at++] = (byte) c;
      } else if (c < 0x20 || c == 0x7f) {
        target[at++] = '\\';
        target[at++] = 'u';
        target[at++] = '0';
        target[at++] = '0';
        target[at++] = HEX[c >> 4];
        target[at++] = HEX[c & 0xf];
      } else if (c < 0x800) {
        target[at++] = (byte) (0xc0 | (c >> 6));
        target[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < to
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          int point = Character.toCodePoint(c, text.charAt(++i));
          target[at++] = (byte) (0xf0 | (point >> 18));
          target[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
          target[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
          target[at++] = (byte) (0x80 | (point & 0x3f));
        } else {
          target[at++] = '?';
        }
      } else {
        target[at++] = (byte) (0xe0 | (c >> 12));
        target[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        target[at++] = (byte) (0x80 | (c & 0x3f));
      }
    }
    length = at;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
