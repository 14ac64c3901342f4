package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction.
 *
 * @param json the payload as sent
 * @param samplingContext what the envelope says of the whole trace, null when it says nothing
 */
public record Transaction(JsonNode json, @Nullable JsonNode samplingContext) {

  public String name() {
    return json.path("transaction").asText();
  }

  /** The transaction's own span. */
  public Span root() {
    return new Span(json.path("contexts").path("trace"));
  }

  public String op() {
    return root().op();
  }

  public String status() {
    return root().status();
  }

  public String traceId() {
    return root().traceId();
  }

  public String spanId() {
    return root().spanId();
  }

  /** A value of the root span's data as text, null when absent. */
  public @Nullable String data(String key) {
    return root().data(key);
  }

  public String environment() {
    return json.path("environment").asText();
  }

  public String release() {
    return json.path("release").asText();
  }

  /** A tag, null when absent. */
  public @Nullable String tag(String key) {
    return json.path("tags").path(key).asText(null);
  }

  /** The child spans, in the order sent. */
  public List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    json.path("spans").forEach(span -> spans.add(new Span(span)));
    return List.copyOf(spans);
  }

  @Override
  public String toString() {
    return name() + " (" + op() + ", " + status() + ", " + spans().size() + " spans)";
  }
}
