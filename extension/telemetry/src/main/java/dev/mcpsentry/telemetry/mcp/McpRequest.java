package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is on the wire.
 *
 * @param method the method, verbatim but for a cap, as a caller may make it up
 * @param id the JSON-RPC id of whatever type; null when there is none
 * @param params the raw parameters; anything but a map counts as none, and {@code arguments} may be
 *     a {@link Supplier} of them
 */
public record McpRequest(String method, @Nullable Object id, @Nullable Object params) {

  private static final int MAX_NAME_CHARS = 256;
  private static final int MAX_URI_CHARS = 4 * 1024;

  /** Caps the method. */
  public McpRequest {
    method = capped(method);
  }

  /** {@code params._meta}; whatever type the caller made it. */
  public @Nullable Object meta() {
    return param("_meta");
  }

  /** {@code params.arguments}; null when absent. */
  public @Nullable Object arguments() {
    Object arguments = param("arguments");
    return arguments instanceof Supplier<?> later ? later.get() : arguments;
  }

  /** The tool of a {@code tools/call}, capped; null for other methods. */
  public @Nullable String toolName() {
    return method.equals(McpMethods.TOOLS_CALL) ? text(param("name")) : null;
  }

  /** The prompt of a {@code prompts/get}, or of the {@code ref} of a completion; capped. */
  public @Nullable String promptName() {
    return switch (method) {
      case McpMethods.PROMPTS_GET -> text(param("name"));
      case McpMethods.COMPLETION_COMPLETE ->
          param("ref") instanceof Map<?, ?> ref && "ref/prompt".equals(ref.get("type"))
              ? text(ref.get("name"))
              : null;
      default -> null;
    };
  }

  /** The resource of a resource method, capped; null for other methods. */
  public @Nullable String resourceUri() {
    return McpMethods.namesResource(method) && param("uri") instanceof String uri
        ? Redaction.beginning(uri, MAX_URI_CHARS)
        : null;
  }

  private @Nullable Object param(String key) {
    return params instanceof Map<?, ?> map ? map.get(key) : null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? capped(text) : null;
  }

  static String capped(String text) {
    return Redaction.beginning(text, MAX_NAME_CHARS);
  }
}
