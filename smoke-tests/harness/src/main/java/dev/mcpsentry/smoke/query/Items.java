package dev.mcpsentry.smoke.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.TypedItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was received, as Sentry's columns name it. */
public final class Items {

  static final String METRIC_NAME = "metric.name";

  /** Columns that Sentry fills itself from what it gets. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "span.op", "sentry.op",
          "environment", "sentry.environment",
          "release", "sentry.release",
          "transaction", "sentry.segment.name",
          "sdk.name", "sentry.sdk.name");

  private Items() {}

  /** Everything of one dataset; spans only where they are streamed. */
  public static List<Item> of(Dataset dataset, Received received) {
    return switch (dataset) {
      case SPANS -> received.streamedSpans().stream().map(Items::span).toList();
      case LOGS -> received.logs().stream().map(Items::log).toList();
      case METRICS -> received.metrics().stream().map(Items::metric).toList();
      case ERRORS -> received.events().stream().map(Items::error).toList();
      case RELEASES -> List.of();
    };
  }

  private static Item span(TypedItem span) {
    Map<String, JsonNode> fields = typed(span);
    JsonNode json = span.json();
    put(fields, "span.description", json.path("name"));
    put(fields, "span.status", json.path("status"));
    put(fields, "is_transaction", json.path("is_segment"));
    double seconds =
        json.path("end_timestamp").asDouble() - json.path("start_timestamp").asDouble();
    fields.put("span.duration", DoubleNode.valueOf(1000 * seconds));
    put(fields, "timestamp", json.path("start_timestamp"));
    return new Item(fields, span.name());
  }

  private static Item log(TypedItem log) {
    Map<String, JsonNode> fields = typed(log);
    put(fields, "message", log.json().path("body"));
    put(fields, "severity", log.json().path("level"));
    put(fields, "timestamp", log.json().path("timestamp"));
    return new Item(fields, log.body());
  }

  private static Item metric(TypedItem metric) {
    Map<String, JsonNode> fields = typed(metric);
    put(fields, METRIC_NAME, metric.json().path("name"));
    put(fields, "metric.type", metric.json().path("type"));
    put(fields, "metric.unit", metric.json().path("unit"));
    put(fields, "value", metric.json().path("value"));
    put(fields, "timestamp", metric.json().path("timestamp"));
    return new Item(fields, metric.name());
  }

  private static Map<String, JsonNode> typed(TypedItem item) {
    Map<String, JsonNode> fields = new HashMap<>();
    item.json()
        .path("attributes")
        .properties()
        .forEach(attribute -> fields.put(attribute.getKey(), attribute.getValue().path("value")));
    COLUMNS.forEach(
        (column, attribute) -> {
          JsonNode value = fields.get(attribute);
          if (value != null) {
            fields.put(column, value);
          }
        });
    put(fields, "trace", item.json().path("trace_id"));
    put(fields, "span_id", item.json().path("span_id"));
    return fields;
  }

  private static Item error(ErrorEvent event) {
    Map<String, JsonNode> fields = new HashMap<>();
    JsonNode json = event.json();
    json.path("tags").properties().forEach(tag -> fields.put(tag.getKey(), tag.getValue()));
    for (String column : List.of("level", "environment", "release", "transaction", "timestamp")) {
      put(fields, column, json.path(column));
    }
    put(fields, "trace", json.at("/contexts/trace/trace_id"));
    put(fields, "span_id", json.at("/contexts/trace/span_id"));
    put(fields, "user.id", json.at("/user/id"));
    String said = json.at("/logentry/formatted").asText("");
    String title = said;
    if (!event.exceptions().isEmpty()) {
      title = event.thrown().json().path("type").asText();
      put(fields, "error.type", event.thrown().json().path("type"));
      put(fields, "error.value", event.thrown().json().path("value"));
      put(fields, "error.handled", event.thrown().json().at("/mechanism/handled"));
    }
    fields.put("title", TextNode.valueOf(title));
    return new Item(fields, title + " " + said);
  }

  private static void put(Map<String, JsonNode> fields, String column, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      fields.put(column, value);
    }
  }
}
