package dev.mcpsentry.telemetry.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Short texts that were looked through lately and hold no secret: most of what is told is told
 * again and again. At most {@value #PLACES} of {@value #MAX_CHARS} characters. Thread-safe: what
 * another thread has not seen yet is looked through once more.
 */
final class HarmlessTexts {

  private static final int PLACES = 1024;
  private static final int MAX_CHARS = 64;

  private final @Nullable String[] known = new String[PLACES];

  /** Whether this one is known to hold none. */
  boolean contain(CharSequence text) {
    return text instanceof String string
        && string.length() <= MAX_CHARS
        && string.equals(known[place(string)]);
  }

  void add(CharSequence text) {
    if (text instanceof String string && string.length() <= MAX_CHARS) {
      known[place(string)] = string;
    }
  }

  private static int place(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 16) & PLACES - 1;
  }
}
