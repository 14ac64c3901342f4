package dev.mcpsentry.demo.report;

import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.query.Items;
import dev.mcpsentry.smoke.query.Selection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A table for whoever is on call, and the search it comes from.
 *
 * @param search dataset, query and aggregates, as they are typed into Sentry
 * @param columns attributes, and the functions of the aggregates
 * @param lines their values, in the order of the search
 */
public record Figure(String title, String search, List<String> columns, List<List<String>> lines) {

  public Figure {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }

  /** Searches what was received. */
  public static Figure of(String title, Selection selection, Received received) {
    List<String> aggregates = selection.aggregates().stream().map(Objects::toString).toList();
    return new Figure(
        title,
        "%s: %s | %s"
            .formatted(
                selection.dataset().sentryName(), selection.query(), String.join(", ", aggregates)),
        Stream.concat(
                selection.fields().stream(),
                aggregates.stream().map(text -> text.substring(0, text.indexOf('('))))
            .toList(),
        selection.rows(Items.of(selection.dataset(), received)).stream()
            .map(Selection.Row::cells)
            .toList());
  }
}
