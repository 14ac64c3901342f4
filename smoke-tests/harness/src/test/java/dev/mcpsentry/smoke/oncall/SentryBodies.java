package dev.mcpsentry.smoke.oncall;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpsentry.smoke.query.Dataset;
import java.util.List;
import java.util.stream.Stream;

/**
 * The catalogue as the bodies of Sentry's API: dashboards, monitors ({@code detectors}) and alerts
 * ({@code workflows}), as of August 2026.
 */
record SentryBodies(Catalogue catalogue) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MIN_HEIGHT = 2;
  private static final int MINUTES_BETWEEN = 30;

  /** The body of the dashboard. */
  ObjectNode dashboard() {
    ObjectNode dashboard = MAPPER.createObjectNode().put("title", catalogue.title());
    ArrayNode widgets = dashboard.putArray("widgets");
    catalogue.widgets().forEach(widget -> widgets.add(widget(widget)));
    return dashboard;
  }

  private static ObjectNode widget(Catalogue.Widget widget) {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("title", widget.title())
            .put("description", widget.reason())
            .put("display_type", widget.display())
            .put("widget_type", widgetType(widget))
            .put("interval", "5m")
            .put("limit", widget.limit());
    ObjectNode query = json.putArray("queries").addObject().put("name", "");
    strings(
        query.putArray("fields"),
        Stream.concat(widget.fields().stream(), widget.aggregates().stream()).toList());
    strings(query.putArray("aggregates"), widget.aggregates());
    strings(query.putArray("columns"), widget.fields());
    query.put("conditions", widget.query()).put("orderby", widget.sort());
    json.putObject("layout")
        .put("x", widget.place().x())
        .put("y", widget.place().y())
        .put("w", widget.place().w())
        .put("h", widget.place().h())
        .put("min_h", MIN_HEIGHT);
    return json;
  }

  /** As dashboards name the dataset, where release health is {@code metrics}. */
  static String widgetType(Catalogue.Widget widget) {
    return switch (Dataset.of(widget.dataset())) {
      case ERRORS -> "error-events";
      case LOGS -> "logs";
      case SPANS -> "spans";
      case METRICS -> "tracemetrics";
      case RELEASES -> "metrics";
    };
  }

  /** A body for each monitor. */
  ArrayNode monitors() {
    ArrayNode monitors = MAPPER.createArrayNode();
    for (Catalogue.Alert alert : catalogue.alerts()) {
      alert.monitors().forEach(monitor -> monitors.add(monitor(monitor, alert)));
    }
    return monitors;
  }

  private static ObjectNode monitor(Catalogue.Monitor monitor, Catalogue.Alert alert) {
    MonitorForm form = MonitorForm.of(monitor);
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("name", monitor.name())
            .put("type", "metric_issue")
            .put("description", alert.reason() + " " + alert.remedy());
    ObjectNode source =
        json.putArray("data_sources")
            .addObject()
            .put("aggregate", monitor.aggregate())
            .put("dataset", form.dataset())
            .putNull("environment");
    strings(source.putArray("eventTypes"), form.eventTypes());
    source
        .put("query", monitor.query())
        .put("queryType", form.queryType())
        .put("timeWindow", monitor.window());
    ObjectNode config = json.putObject("config").put("detectionType", form.detection());
    if (monitor.change() != null) {
      config.put("comparisonDelta", monitor.change());
    }
    ArrayNode conditions =
        json.putObject("condition_group").put("logicType", "any").putArray("conditions");
    form.conditions()
        .forEach(
            condition -> {
              ObjectNode one = conditions.addObject().put("type", condition.type());
              number(one, condition.comparison());
              one.put("conditionResult", condition.result());
            });
    return json;
  }

  private static void number(ObjectNode condition, double comparison) {
    if (comparison == Math.rint(comparison)) {
      condition.put("comparison", (long) comparison);
    } else {
      condition.put("comparison", comparison);
    }
  }

  /** What each alert is connected to by name, and its body, which lacks their ids. */
  ArrayNode alerts() {
    ArrayNode alerts = MAPPER.createArrayNode();
    for (Catalogue.Alert alert : catalogue.alerts()) {
      if (alert.widget() == null) {
        ObjectNode entry = alerts.addObject();
        strings(
            entry.putArray("monitors"),
            alert.issues() != null
                ? List.of("error")
                : alert.monitors().stream().map(Catalogue.Monitor::name).toList());
        entry.set("body", alert(alert));
      }
    }
    return alerts;
  }

  private static ObjectNode alert(Catalogue.Alert alert) {
    ObjectNode body = MAPPER.createObjectNode().put("name", alert.name()).put("enabled", true);
    body.putObject("config").put("frequency", MINUTES_BETWEEN);
    body.putArray("detector_ids");
    ObjectNode triggers = body.putObject("triggers").put("logicType", "any-short");
    ArrayNode conditions = triggers.putArray("conditions");
    triggers(alert).forEach(type -> condition(conditions, type).put("comparison", true));
    triggers.putArray("actions");
    ObjectNode filter = body.putArray("action_filters").addObject().put("logicType", "all");
    ArrayNode filters = filter.putArray("conditions");
    if (alert.issues() != null) {
      condition(filters, "tagged_event")
          .putObject("comparison")
          .put("key", alert.issues().tag())
          .put("match", "is");
    }
    ObjectNode action = filter.putArray("actions").addObject().put("type", "email");
    action.putNull("integrationId").put("status", "active");
    action.putObject("data").put("fallthroughType", "ActiveMembers");
    action.putObject("config").put("targetType", "issue_owners").putNull("targetIdentifier");
    return body;
  }

  static List<String> triggers(Catalogue.Alert alert) {
    return alert.issues() != null
        ? alert.issues().triggers()
        : List.of("first_seen_event", "reappeared_event", "regression_event");
  }

  static int minutesBetween() {
    return MINUTES_BETWEEN;
  }

  private static ObjectNode condition(ArrayNode conditions, String type) {
    return conditions.addObject().put("type", type).put("conditionResult", true);
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
