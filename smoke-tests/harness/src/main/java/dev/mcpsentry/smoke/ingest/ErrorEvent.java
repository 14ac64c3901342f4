package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One error event, an issue's occurrence.
 *
 * @param json the payload as sent
 * @param samplingContext what the envelope says of the whole trace, null when it says nothing
 */
public record ErrorEvent(JsonNode json, @Nullable JsonNode samplingContext) {

  /** The exceptions, the outermost last, as Sentry orders them. */
  public List<ExceptionValue> exceptions() {
    List<ExceptionValue> values = new ArrayList<>();
    json.path("exception").path("values").forEach(value -> values.add(new ExceptionValue(value)));
    return List.copyOf(values);
  }

  /** The exception that was thrown; its causes come before it. */
  public ExceptionValue thrown() {
    List<ExceptionValue> exceptions = exceptions();
    if (exceptions.isEmpty()) {
      throw new AssertionError("event without exception: " + json);
    }
    return exceptions.get(exceptions.size() - 1);
  }

  public String level() {
    return json.path("level").asText();
  }

  public Span trace() {
    return new Span(json.path("contexts").path("trace"));
  }

  /** A tag, null when absent. */
  public @Nullable String tag(String key) {
    return json.path("tags").path(key).asText(null);
  }

  @Override
  public String toString() {
    return exceptions().toString();
  }
}
