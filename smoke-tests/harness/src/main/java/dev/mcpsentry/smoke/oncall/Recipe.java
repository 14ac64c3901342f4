package dev.mcpsentry.smoke.oncall;

import dev.mcpsentry.smoke.query.Dataset;
import dev.mcpsentry.smoke.query.Selection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A search of the runbook.
 *
 * @param name the heading above it
 */
public record Recipe(String name, Selection selection) {

  private static final Set<String> PARTS =
      Set.of("dataset", "query", "fields", "aggregate", "sort");

  /**
   * Reads the lines of its block, {@code part: text} each.
   *
   * @throws IllegalArgumentException when a part is unknown, twice or missing
   */
  static Recipe parse(String name, List<String> lines) {
    Map<String, String> parts = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String part = colon < 0 ? line : line.substring(0, colon);
      if (!PARTS.contains(part) || parts.containsKey(part)) {
        throw new IllegalArgumentException("%s: not a part of a recipe: %s".formatted(name, line));
      }
      parts.put(part, line.substring(colon + 1).strip());
    }
    if (!parts.containsKey("dataset") || !parts.containsKey("query")) {
      throw new IllegalArgumentException(name + ": a recipe has a dataset and a query");
    }
    return new Recipe(
        name,
        Selection.parse(
            Dataset.of(parts.getOrDefault("dataset", "")),
            parts.getOrDefault("query", ""),
            list(parts.getOrDefault("fields", "")),
            list(parts.getOrDefault("aggregate", "")),
            parts.getOrDefault("sort", "")));
  }

  // aggregates have commas inside
  private static List<String> list(String text) {
    return Arrays.stream(text.split(",\\s+"))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
