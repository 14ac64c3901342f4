package dev.mcpsentry.smoke.oncall;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue for Terraform with the provider {@code jianyuan/sentry} {@value #PROVIDER}. */
final class Terraform {

  static final String PROVIDER = "0.15.4";
  private static final Pattern ATTRIBUTE = Pattern.compile("\\s+\\w+ = .*[^\\[{]");
  private static final Pattern BLANK = Pattern.compile("<([a-z_]+)>");

  private final Catalogue catalogue;
  private final StringBuilder text = new StringBuilder();
  private int depth;

  private Terraform(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static String of(Catalogue catalogue) {
    return new Terraform(catalogue).write();
  }

  private String write() {
    line("# generated from catalogue.json");
    block("terraform", this::requirements);
    Stream.concat(Stream.of("organization", "project"), blanks()).forEach(this::variable);
    space();
    block("resource \"sentry_dashboard\" \"on_call\"", this::dashboard);
    space();
    block(
        "data \"sentry_project_error_monitor\" \"errors\"",
        () -> {
          organizationAndProject();
          attribute("first", "true");
        });
    for (Catalogue.Monitor monitor : catalogue.monitors()) {
      space();
      block(
          "resource \"sentry_metric_monitor\" \"%s\"".formatted(monitor.id()),
          () -> monitor(monitor));
    }
    for (Catalogue.Alert alert : catalogue.alerts()) {
      if (alert.widget() == null) {
        space();
        block("resource \"sentry_alert\" \"%s\"".formatted(id(alert)), () -> alert(alert));
      }
    }
    return aligned(text.toString());
  }

  /** As {@code terraform fmt} wants it: the signs of attributes that follow each other in a row. */
  private static String aligned(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int from = 0; from < lines.size(); from++) {
      int to = from;
      int width = 0;
      while (to < lines.size() && ATTRIBUTE.matcher(lines.get(to)).matches()) {
        width = Math.max(width, lines.get(to).indexOf(" = "));
        to++;
      }
      for (int i = from; i < to; i++) {
        int sign = lines.get(i).indexOf(" = ");
        String name = lines.get(i).substring(0, sign);
        lines.set(i, name + " ".repeat(width - sign) + lines.get(i).substring(sign));
      }
      from = to;
    }
    return String.join("\n", lines) + "\n";
  }

  private void requirements() {
    block(
        "required_providers",
        () -> {
          line("sentry = {");
          depth++;
          attribute("source", quoted("jianyuan/sentry"));
          attribute("version", quoted(PROVIDER));
          depth--;
          line("}");
        });
  }

  private Stream<String> blanks() {
    return catalogue.monitors().stream()
        .flatMap(monitor -> BLANK.matcher(monitor.query()).results())
        .map(blank -> blank.group(1))
        .distinct();
  }

  private void variable(String name) {
    space();
    block("variable \"%s\"".formatted(name), () -> attribute("type", "string"));
  }

  private void organizationAndProject() {
    attribute("organization", "var.organization");
    attribute("project", "var.project");
  }

  private void dashboard() {
    attribute("organization", "var.organization");
    attribute("title", quoted(catalogue.title()));
    for (Catalogue.Widget widget : catalogue.widgets()) {
      space();
      block("widget", () -> widget(widget));
    }
  }

  private void widget(Catalogue.Widget widget) {
    attribute("title", quoted(widget.title()));
    attribute("display_type", quoted(widget.display()));
    attribute("widget_type", quoted(SentryBodies.widgetType(widget)));
    attribute("interval", quoted("5m"));
    attribute("limit", String.valueOf(widget.limit()));
    block(
        "query",
        () -> {
          attribute(
              "fields",
              list(Stream.concat(widget.fields().stream(), widget.aggregates().stream()).toList()));
          attribute("aggregates", list(widget.aggregates()));
          attribute("columns", list(widget.fields()));
          attribute("conditions", quoted(widget.query()));
          attribute("order_by", quoted(widget.sort()));
        });
    block(
        "layout",
        () -> {
          attribute("x", String.valueOf(widget.place().x()));
          attribute("y", String.valueOf(widget.place().y()));
          attribute("w", String.valueOf(widget.place().w()));
          attribute("h", String.valueOf(widget.place().h()));
          attribute("min_h", "2");
        });
  }

  private void monitor(Catalogue.Monitor monitor) {
    MonitorForm form = MonitorForm.of(monitor);
    organizationAndProject();
    attribute("name", quoted(monitor.name()));
    attribute("description", quoted(reason(monitor)));
    attribute("aggregate", quoted(monitor.aggregate()));
    attribute("dataset", quoted(form.dataset()));
    attribute("event_types", list(form.eventTypes()));
    attribute("query", BLANK.matcher(quoted(monitor.query())).replaceAll("\\${var.$1}"));
    attribute("query_type", quoted(form.queryType() == 0 ? "error" : "performance"));
    attribute("time_window_seconds", String.valueOf(monitor.window()));
    object(
        "condition_group",
        () -> {
          attribute("logic_type", quoted("any"));
          line("conditions = [");
          depth++;
          form.conditions()
              .forEach(
                  condition ->
                      line(
                          "{ type = \"%s\", comparison = %s, condition_result = %d },"
                              .formatted(
                                  condition.type(),
                                  number(condition.comparison()),
                                  condition.result())));
          depth--;
          line("]");
        });
    object(
        "issue_detection",
        () -> {
          attribute("type", quoted(form.detection()));
          if (monitor.change() != null) {
            attribute("comparison_delta", String.valueOf(monitor.change()));
          }
        });
  }

  private String reason(Catalogue.Monitor monitor) {
    return catalogue.alerts().stream()
        .filter(alert -> alert.monitors().contains(monitor))
        .map(alert -> alert.reason() + " " + alert.remedy())
        .collect(Collectors.joining(" "));
  }

  private void alert(Catalogue.Alert alert) {
    attribute("organization", "var.organization");
    attribute("name", quoted(alert.name()));
    attribute(
        "monitor_ids",
        alert.issues() != null
            ? "[data.sentry_project_error_monitor.errors.id]"
            : alert.monitors().stream()
                .map(monitor -> "sentry_metric_monitor.%s.id".formatted(monitor.id()))
                .collect(Collectors.joining(", ", "[", "]")));
    attribute("frequency_minutes", String.valueOf(SentryBodies.minutesBetween()));
    attribute(
        "trigger_conditions",
        SentryBodies.triggers(alert).stream()
            .map("{ %s = {} }"::formatted)
            .collect(Collectors.joining(", ", "[", "]")));
    line("action_filters = [");
    depth++;
    line("{");
    depth++;
    attribute("logic_type", quoted("all"));
    if (alert.issues() != null) {
      attribute(
          "conditions",
          "[{ tagged_event = { key = %s, match = \"is\" } }]"
              .formatted(quoted(alert.issues().tag())));
    }
    attribute(
        "actions",
        "[{ email = { target_type = \"issue_owners\", fallthrough_type = \"ActiveMembers\" } }]");
    depth--;
    line("},");
    depth--;
    line("]");
  }

  private static String id(Catalogue.Alert alert) {
    return alert.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
  }

  private void object(String name, Runnable content) {
    block(name + " =", content);
  }

  private void block(String head, Runnable content) {
    line(head + " {");
    depth++;
    content.run();
    depth--;
    line("}");
  }

  private void attribute(String name, String value) {
    line(name + " = " + value);
  }

  private void space() {
    text.append('\n');
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  private static String list(List<String> values) {
    return values.stream().map(Terraform::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${") + '"';
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
