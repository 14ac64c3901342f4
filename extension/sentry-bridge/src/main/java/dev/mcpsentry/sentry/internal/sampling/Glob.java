package dev.mcpsentry.sentry.internal.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern in which a star stands for any text, or none, and everything else for itself. Takes
 * time in proportion to the text, whatever the pattern is. Immutable.
 */
final class Glob {

  private static final char STAR = '*';

  private final String pattern;
  private final boolean literal;
  private final String first;
  private final String last;
  private final List<Part> between;
  private final int leastChars;

  Glob(String pattern) {
    this.pattern = pattern;
    int start = pattern.indexOf(STAR);
    this.literal = start < 0;
    int end = pattern.lastIndexOf(STAR);
    this.first = literal ? pattern : pattern.substring(0, start);
    this.last = literal ? "" : pattern.substring(end + 1);
    this.between = literal ? List.of() : parts(pattern.substring(start, end));
    this.leastChars = first.length() + last.length();
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    for (String part : text.split("\\*", -1)) {
      if (!part.isEmpty()) {
        parts.add(new Part(part));
      }
    }
    return List.copyOf(parts);
  }

  boolean matches(String text) {
    if (literal) {
      return text.equals(first);
    }
    if (text.length() < leastChars || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    int from = first.length();
    int to = text.length() - last.length();
    for (int i = 0; i < between.size() && from >= 0; i++) {
      from = between.get(i).endIn(text, from, to);
    }
    return from >= 0;
  }

  @Override
  public String toString() {
    return pattern;
  }

  /** A text between two stars, which is looked for by the method of Knuth, Morris and Pratt. */
  private static final class Part {

    private final String text;
    private final int[] borders;

    Part(String text) {
      this.text = text;
      this.borders = new int[text.length()];
      int border = 0;
      for (int i = 1; i < borders.length; i++) {
        while (border > 0 && text.charAt(i) != text.charAt(border)) {
          border = borders[border - 1];
        }
        if (text.charAt(i) == text.charAt(border)) {
          border++;
        }
        borders[i] = border;
      }
    }

    /** Where it ends the first time it occurs; -1 when it does not. */
    int endIn(String whole, int from, int to) {
      int matched = 0;
      for (int i = from; i < to; i++) {
        char next = whole.charAt(i);
        while (matched > 0 && next != text.charAt(matched)) {
          matched = borders[matched - 1];
        }
        if (next == text.charAt(matched)) {
          matched++;
        }
        if (matched == text.length()) {
          return i + 1;
        }
      }
      return -1;
    }
  }
}
