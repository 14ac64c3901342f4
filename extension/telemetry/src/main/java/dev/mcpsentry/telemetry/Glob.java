package dev.mcpsentry.telemetry;

/**
 * A pattern for a whole text, in which a star stands for any characters, also none. Immutable.
 *
 * @param pattern the pattern as it was written
 * @param ignoresCase whether upper and lower case are the same
 */
public record Glob(String pattern, boolean ignoresCase) {

  private static final char STAR = '*';

  /** Whether the whole text is like the pattern. */
  public boolean matches(String text) {
    int at = 0;
    int star = -1;
    int retry = 0;
    int i = 0;
    while (i < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == STAR) {
        star = at++;
        retry = i;
      } else if (at < pattern.length() && isSame(pattern.charAt(at), text.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == STAR) {
      at++;
    }
    return at == pattern.length();
  }

  private boolean isSame(char one, char other) {
    return one == other
        || ignoresCase
            && Character.toLowerCase(Character.toUpperCase(one))
                == Character.toLowerCase(Character.toUpperCase(other));
  }

  /** Whether every text is like the pattern. */
  public boolean isEverything() {
    return !pattern.isEmpty() && pattern.chars().allMatch(c -> c == STAR);
  }
}
