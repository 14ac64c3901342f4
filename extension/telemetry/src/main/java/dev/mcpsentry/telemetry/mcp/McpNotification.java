package dev.mcpsentry.telemetry.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it is on the wire.
 *
 * @param method the method, verbatim but for a cap
 * @param params the raw parameters; anything but a map counts as none
 */
public record McpNotification(String method, @Nullable Object params) {

  /** Caps the method. */
  public McpNotification {
    method = McpRequest.capped(method);
  }

  @Nullable Object param(String key) {
    return params instanceof Map<?, ?> map ? map.get(key) : null;
  }

  @Nullable String text(String key) {
    return param(key) instanceof String text ? text : null;
  }
}
