package dev.mcpsentry.smoke.oncall;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The catalogue as the tables of the documentation. */
record AlertTable(Catalogue catalogue) {

  /** Every alert with its reason and its remedy. */
  List<String> alerts() {
    List<String> table = new ArrayList<>();
    table.add("| # | Alert | Why | Then | Needs |");
    table.add("|---|---|---|---|---|");
    for (Catalogue.Alert alert : catalogue.alerts()) {
      table.add(
          row(
              String.valueOf(alert.number()),
              alert.name(),
              alert.reason(),
              alert.remedy() + " [Recipe](runbook.md#" + alert.recipe() + ")",
              alert.needs() == null ? "" : code(alert.needs())));
    }
    return table;
  }

  /** What each alert is fired by. */
  List<String> monitors() {
    List<String> table = new ArrayList<>();
    table.add("| # | Monitor | Dataset, query | Aggregate, window | Fires |");
    table.add("|---|---|---|---|---|");
    for (Catalogue.Alert alert : catalogue.alerts()) {
      String number = String.valueOf(alert.number());
      if (alert.issues() != null) {
        table.add(
            row(
                number,
                "the project's own error monitor",
                "issues with the tag " + code(alert.issues().tag()),
                "",
                alert.issues().triggers().stream()
                    .map(AlertTable::code)
                    .collect(Collectors.joining(", "))));
      }
      if (alert.widget() != null) {
        table.add(row(number, "none: the widget *" + alert.widget() + "*", "", "", ""));
      }
      for (Catalogue.Monitor monitor : alert.monitors()) {
        table.add(
            row(
                number,
                monitor.name(),
                monitor.dataset() + " " + code(monitor.query()),
                code(monitor.aggregate()) + ", " + monitor.window() / 60 + " min",
                fires(monitor)));
      }
    }
    return table;
  }

  private static String fires(Catalogue.Monitor monitor) {
    String sign = monitor.comparison().equals("gt") ? "> " : "< ";
    if (monitor.change() != null) {
      return "+%s %% on the %d min before".formatted(number(monitor.high()), monitor.change() / 60);
    }
    return sign
        + number(monitor.high())
        + (monitor.medium() == null ? "" : ", medium " + sign + number(monitor.medium()));
  }

  /** Every widget with its reason. */
  List<String> widgets() {
    List<String> table = new ArrayList<>();
    table.add("| Widget | Why | Dataset, query | By | Aggregates |");
    table.add("|---|---|---|---|---|");
    for (Catalogue.Widget widget : catalogue.widgets()) {
      table.add(
          row(
              widget.title(),
              widget.reason(),
              widget.dataset() + (widget.query().isEmpty() ? "" : " " + code(widget.query())),
              codes(widget.fields()),
              codes(widget.aggregates())));
    }
    return table;
  }

  private static String codes(List<String> texts) {
    return texts.stream().map(AlertTable::code).collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("|  |", "| |") + " |";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
