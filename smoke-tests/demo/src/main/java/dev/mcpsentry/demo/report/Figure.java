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
 * @param search dataset and query, as they are typed into Sentry
 * @param columns attributes and aggregates
 * @param lines their values, in the order of the search
 */
public record Figure(
    String title, String search, List<String> columns, List<List<String>> lines) {

  public Figure {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }

  /** Searches what was received. */
  public static Figure of(String title, Selection selection, Received received) {
    return new Figure(
        title,
        selection.dataset().sentryName() + ": " + selection.query(),
        Stream.concat(
                selection.fields().stream(), selection.aggregates().stream().map(Objects::toString))
            .toList(),
        selection.rows(Items.of(selection.dataset(), received)).stream()
            .map(Selection.Row::cells)
            .toList());
  }
}
