package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One exception of an event.
 *
 * @param json as sent
 */
public record ExceptionValue(JsonNode json) {

  /** The full class name; Sentry sends package and class apart. */
  public String className() {
    String module = json.path("module").asText();
    String type = json.path("type").asText();
    return module.isEmpty() ? type : module + "." + type;
  }

  public String message() {
    return json.path("value").asText();
  }

  public JsonNode mechanism() {
    return json.path("mechanism");
  }

  /** The frames as {@code class.method}, innermost last. */
  public List<String> frames() {
    List<String> frames = new ArrayList<>();
    json.path("stacktrace")
        .path("frames")
        .forEach(
            frame ->
                frames.add(frame.path("module").asText() + "." + frame.path("function").asText()));
    return List.copyOf(frames);
  }

  @Override
  public String toString() {
    return className() + ": " + message();
  }
}
