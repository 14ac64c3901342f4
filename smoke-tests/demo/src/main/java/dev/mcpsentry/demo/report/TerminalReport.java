package dev.mcpsentry.demo.report;

import dev.mcpsentry.demo.report.Terminal.Ink;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a {@link Report} as a waterfall. */
public final class TerminalReport {

  private static final int BAR = 26;
  private static final int OP = 22;
  private static final int NAME = 38;
  private static final int LOG = 96;

  private final Terminal terminal;

  public TerminalReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Prints everything. */
  public void print(Report report) {
    headline("What Sentry received");
    report.operations().forEach(this::trace);
    if (!report.others().isEmpty() || !report.outside().isEmpty()) {
      headline("Around them");
      report.others().stream().flatMap(trace -> trace.lines().stream()).forEach(this::line);
      report.outside().forEach(this::log);
    }
    headline("Issues");
    report.issues().forEach(this::issue);
    headline("In all");
    terminal.line(
        "  "
            + report.facts().stream()
                .map(fact -> fact.number() + " " + fact.name())
                .collect(Collectors.joining(", ")));
    String measured = report.measured().inWords();
    if (!measured.isEmpty()) {
      terminal.line("  measured: " + measured);
    }
    terminal.line("  dropped: " + listed(report.dropped()));
    if (!report.rejected().isEmpty()) {
      terminal.line(terminal.ink(Ink.BAD, "  refused: " + listed(report.rejected())));
    }
  }

  /** Prints what was done when somebody else keeps what was sent. */
  public void sent(List<Asked> asked, List<String> words, String place) {
    headline("What the servers sent to " + place);
    terminal.line("");
    for (Asked call : asked) {
      terminal.line(
          padded("  mcp.server", 14)
              + padded(call.what(), NAME)
              + String.format("%6d ms  ", call.took().toMillis())
              + call.answer());
    }
    headline("What they said about it");
    words.forEach(line -> terminal.line("  " + line));
    terminal.line("");
    terminal.line("Times are the client's. The project's traces and issues show the rest.");
  }

  private void headline(String text) {
    terminal.line("");
    terminal.line(terminal.ink(Ink.STRONG, text));
  }

  private void trace(Trace trace) {
    terminal.line("");
    terminal.line(
        terminal.ink(Ink.STRONG, trace.subject().name())
            + terminal.ink(
                Ink.FAINT, "  " + trace.service() + "  trace " + trace.id().substring(0, 8)));
    trace.lines().forEach(this::line);
  }

  private void line(Line line) {
    if (line instanceof Row row) {
      row(row);
    } else if (line instanceof LogLine log) {
      log(log);
    }
  }

  private void log(LogLine log) {
    String said = log.level() + "  " + log.logger() + ": " + log.text();
    terminal.line(
        terminal.ink(Ink.FAINT, padded(indent(log) + oneLine(said), LOG).stripTrailing()));
  }

  private void row(Row row) {
    String bar =
        padded(" ".repeat(cells(row.offset())) + "█".repeat(Math.max(1, cells(row.width()))), BAR);
    terminal.line(
        padded(indent(row) + row.op(), OP)
            + padded(row.name(), NAME)
            + terminal.ink(row.failed() ? Ink.BAD : ink(row), bar)
            + String.format("%9s  ", row.duration())
            + status(row));
  }

  private String status(Row row) {
    if (row.failed()) {
      return terminal.ink(Ink.BAD, row.status());
    }
    return row.callerFault().isEmpty()
        ? terminal.ink(Ink.GOOD, row.status())
        : terminal.ink(Ink.GOOD, row.status()) + " " + row.callerFault();
  }

  private static Ink ink(Row row) {
    return switch (row.family()) {
      case "mcp" -> Ink.MCP;
      case "http" -> Ink.HTTP;
      case "db" -> Ink.DB;
      default -> Ink.PLAIN;
    };
  }

  private void issue(Issue issue) {
    Issue.Link thrown = issue.chain().get(0);
    terminal.line("");
    terminal.line("  " + terminal.ink(Ink.BAD, oneLine(thrown.type() + ": " + thrown.message())));
    Issue.Frame place = thrown.place();
    if (place != null) {
      terminal.line("    at " + place.place() + " (" + place.file() + ")");
    }
    for (Issue.Link cause : issue.chain().subList(1, issue.chain().size())) {
      terminal.line(oneLine("    caused by " + cause.type() + ": " + cause.message()));
    }
    terminal.line(
        terminal.ink(
            Ink.FAINT,
            "    in %s, level %s, mechanism %s, handled %s, %s, %d breadcrumbs"
                .formatted(
                    issue.transaction(),
                    issue.level(),
                    issue.mechanism(),
                    issue.handled(),
                    issue.errorType(),
                    issue.crumbs().size())));
  }

  private static String indent(Line line) {
    return line.depth() == 0 ? "  " : "  ".repeat(line.depth()) + "└ ";
  }

  // whatever was logged or thrown, it does not steer the terminal
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static int cells(double percent) {
    return (int) Math.min(BAR - 1, Math.round(percent * BAR / 100));
  }

  private static String padded(String text, int width) {
    String cut = text.length() < width ? text : text.substring(0, width - 1) + " ";
    return cut + " ".repeat(width - cut.length());
  }

  private static String listed(List<String> entries) {
    return entries.isEmpty() ? "nothing" : String.join(", ", entries);
  }
}
