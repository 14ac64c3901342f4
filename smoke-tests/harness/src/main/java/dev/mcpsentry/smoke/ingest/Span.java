package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One span: a child in a transaction, or the transaction's own trace context.
 *
 * @param json as sent
 */
public record Span(JsonNode json) {

  public String traceId() {
    return json.path("trace_id").asText();
  }

  public String spanId() {
    return json.path("span_id").asText();
  }

  /** The parent's span id, null for a root. */
  public @Nullable String parentSpanId() {
    return json.path("parent_span_id").asText(null);
  }

  public String op() {
    return json.path("op").asText();
  }

  public String description() {
    return json.path("description").asText();
  }

  public String status() {
    return json.path("status").asText();
  }

  public String origin() {
    return json.path("origin").asText();
  }

  /** The span ids this span is linked to. */
  public List<String> links() {
    List<String> links = new ArrayList<>();
    json.path("links").forEach(link -> links.add(link.path("span_id").asText()));
    return List.copyOf(links);
  }

  /** A value of the span's data as text, null when absent. */
  public @Nullable String data(String key) {
    JsonNode value = json.path("data").get(key);
    return value == null || value.isNull()
        ? null
        : value.isTextual() ? value.asText() : value.toString();
  }
}
