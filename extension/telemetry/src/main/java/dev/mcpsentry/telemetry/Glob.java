package dev.mcpsentry.telemetry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for a whole text, in which a star stands for any text, or none, and everything else for
 * itself. Takes time in proportion to the text, whatever the pattern is. Immutable.
 */
public final class Glob {

  private static final char STAR = '*';

  private final String pattern;
  private final boolean ignoresCase;
  private final boolean literal;
  private final String first;
  private final String last;
  // where most texts differ: the last character before the first star
  private final int telling;
  private final char told;
  private final List<Part> between;

  public Glob(String pattern) {
    this(pattern, false);
  }

  /**
   * @param ignoresCase whether upper and lower case are the same
   */
  public Glob(String pattern, boolean ignoresCase) {
    this.pattern = pattern;
    this.ignoresCase = ignoresCase;
    int start = pattern.indexOf(STAR);
    this.literal = start < 0;
    int end = pattern.lastIndexOf(STAR);
    this.first = literal ? pattern : pattern.substring(0, start);
    this.last = literal ? "" : pattern.substring(end + 1);
    this.telling = ignoresCase ? -1 : first.length() - 1;
    this.told = telling < 0 ? STAR : first.charAt(telling);
    this.between = literal ? List.of() : parts(pattern.substring(start, end), ignoresCase);
  }

  private static List<Part> parts(String text, boolean ignoresCase) {
    List<Part> parts = new ArrayList<>();
    for (String part : text.split("\\*", -1)) {
      if (!part.isEmpty()) {
        parts.add(new Part(part, ignoresCase));
      }
    }
    return List.copyOf(parts);
  }

  /** As it was written. */
  public String pattern() {
    return pattern;
  }

  /** Whether the whole text is like the pattern. */
  public boolean matches(String text) {
    if (telling >= 0 && (telling >= text.length() || text.charAt(telling) != told)) {
      return false;
    }
    int from = first.length();
    int to = text.length() - last.length();
    if (literal ? text.length() != from : to < from) {
      return false;
    }
    if (!hasEnds(text, from, to)) {
      return false;
    }
    for (int i = 0; i < between.size() && from >= 0; i++) {
      from = between.get(i).endIn(text, from, to);
    }
    return from >= 0;
  }

  private boolean hasEnds(String text, int from, int to) {
    return ignoresCase
        ? text.regionMatches(true, 0, first, 0, from)
            && text.regionMatches(true, to, last, 0, last.length())
        : text.startsWith(first) && text.endsWith(last);
  }

  /** Whether every text is like the pattern. */
  public boolean isEverything() {
    return !literal && first.isEmpty() && last.isEmpty() && between.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob glob
        && pattern.equals(glob.pattern)
        && ignoresCase == glob.ignoresCase;
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }

  /** A text between two stars, which is looked for by the method of Knuth, Morris and Pratt. */
  private static final class Part {

    // the JVM looks for a few characters faster, and there their number bounds the time
    private static final int FEW = 8;

    private final String text;
    private final boolean ignoresCase;
    private final int[] borders;

    Part(String text, boolean ignoresCase) {
      this.text = text;
      this.ignoresCase = ignoresCase;
      this.borders = new int[text.length()];
      int border = 0;
      for (int i = 1; i < borders.length; i++) {
        while (border > 0 && !isSame(text.charAt(i), text.charAt(border))) {
          border = borders[border - 1];
        }
        if (isSame(text.charAt(i), text.charAt(border))) {
          border++;
        }
        borders[i] = border;
      }
    }

    /** Where it ends the first time it occurs; -1 when it does not. */
    int endIn(String whole, int from, int to) {
      if (!ignoresCase && text.length() <= FEW) {
        int end = whole.indexOf(text, from) + text.length();
        return end >= from + text.length() && end <= to ? end : -1;
      }
      int matched = 0;
      for (int i = from; i < to; i++) {
        char next = whole.charAt(i);
        while (matched > 0 && !isSame(next, text.charAt(matched))) {
          matched = borders[matched - 1];
        }
        if (isSame(next, text.charAt(matched))) {
          matched++;
        }
        if (matched == text.length()) {
          return i + 1;
        }
      }
      return -1;
    }

    // as String.regionMatches
    private boolean isSame(char one, char other) {
      return one == other
          || ignoresCase
              && Character.toLowerCase(Character.toUpperCase(one))
                  == Character.toLowerCase(Character.toUpperCase(other));
    }
  }
}
