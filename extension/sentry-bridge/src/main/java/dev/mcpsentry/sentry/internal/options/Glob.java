package dev.mcpsentry.sentry.internal.options;

import java.util.List;

/**
 * A pattern for a whole text in which a star stands for any characters. Matching takes time in
 * proportion to the text, whatever the pattern: stars take as little as they can, and nothing is
 * tried twice.
 *
 * @param parts what is between the stars, at least one
 */
record Glob(List<String> parts) {

  static Glob of(String pattern) {
    return new Glob(List.of(pattern.split("\\*", -1)));
  }

  boolean matches(String text) {
    String first = parts.get(0);
    int last = parts.size() - 1;
    if (last == 0) {
      return text.equals(first);
    }
    if (!text.startsWith(first)) {
      return false;
    }
    int from = first.length();
    for (String part : parts.subList(1, last)) {
      int found = text.indexOf(part, from);
      if (found < 0) {
        return false;
      }
      from = found + part.length();
    }
    String end = parts.get(last);
    return text.length() - end.length() >= from && text.endsWith(end);
  }
}
