package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One log, metric or streamed span out of a container; what they share.
 *
 * @param json as sent
 * @param samplingContext what the envelope says of the whole trace, null when it says nothing
 */
public record TypedItem(JsonNode json, @Nullable ObjectNode samplingContext) {

  public String traceId() {
    return json.path("trace_id").asText();
  }

  /** The metric's or span's name. */
  public String name() {
    return json.path("name").asText();
  }

  /** The log's text. */
  public String body() {
    return json.path("body").asText();
  }

  /** An attribute's value as text, null when absent. */
  public @Nullable String attribute(String key) {
    return json.path("attributes").path(key).path("value").asText(null);
  }
}
