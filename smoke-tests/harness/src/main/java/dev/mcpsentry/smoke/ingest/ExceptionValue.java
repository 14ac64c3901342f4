package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
    return frames(frame -> true);
  }

  /** Those of them that are the application's. */
  public List<String> inAppFrames() {
    return frames(frame -> frame.path("in_app").asBoolean());
  }

  private List<String> frames(Predicate<JsonNode> wanted) {
    List<String> frames = new ArrayList<>();
    for (JsonNode frame : json.path("stacktrace").path("frames")) {
      if (wanted.test(frame)) {
        frames.add(frame.path("module").asText() + "." + frame.path("function").asText());
      }
    }
    return List.copyOf(frames);
  }

  @Override
  public String toString() {
    return className() + ": " + message();
  }
}
