package dev.mcpsentry.smoke.app.tools;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handler was given.
 *
 * @param arguments the call's arguments, empty when it had none
 * @param client the name the client gave itself, null where the library does not tell
 */
public record ToolCall(Map<String, Object> arguments, @Nullable String client) {

  /** Reads arguments that may be missing. */
  public static ToolCall of(@Nullable Map<String, Object> arguments, @Nullable String client) {
    return new ToolCall(arguments == null ? Map.of() : arguments, client);
  }

  String text(String key) {
    Object value = arguments.get(key);
    return value == null ? "" : value.toString();
  }

  long number(String key) {
    return arguments.get(key) instanceof Number number ? number.longValue() : 0;
  }
}
