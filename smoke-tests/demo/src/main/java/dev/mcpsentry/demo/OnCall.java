package dev.mcpsentry.demo;

import dev.mcpsentry.demo.report.Figure;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.oncall.Catalogue;
import dev.mcpsentry.smoke.oncall.Recipe;
import dev.mcpsentry.smoke.oncall.Runbook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the documentation proposes to look at, of what the servers sent. */
final class OnCall {

  private static final String RESPONSES = "Responses by route and status";
  private static final String FAILURES = "failures-by-cause-and-client";

  private OnCall() {}

  /** The figures in which there is something; the folder is that of the operations' pages. */
  static List<Figure> figures(Path operations, Received received) throws IOException {
    Catalogue catalogue = Catalogue.read(operations.resolve("sentry/catalogue.json"));
    Recipe failures = Runbook.read(operations.resolve("runbook.md")).recipe(FAILURES);
    return Stream.concat(
            catalogue.widgets().stream()
                .filter(widget -> widget.title().equals(RESPONSES))
                .map(widget -> Figure.of(widget.title(), widget.selection(), received)),
            Stream.of(Figure.of(failures.name(), failures.selection(), received)))
        .filter(figure -> !figure.lines().isEmpty())
        .toList();
  }
}
