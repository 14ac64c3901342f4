package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.opentelemetry.context.Context;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A live view of a server's request handlers in which every handler is listened to, and every miss
 * is noticed: some sessions tell of an unknown method nowhere else.
 */
final class TracedHandlers extends AbstractMap<String, Object> {

  private final Map<String, Object> handlers;
  private final StderrLog log;

  private TracedHandlers(Map<String, Object> handlers, StderrLog log) {
    this.handlers = handlers;
    this.log = log;
  }

  /** The view; constructors that call each other get the same one. */
  static Map<String, Object> of(Map<String, Object> handlers, StderrLog log) {
    return handlers instanceof TracedHandlers ? handlers : new TracedHandlers(handlers, log);
  }

  @Override
  public @Nullable Object get(@Nullable Object method) {
    Object handler = handlers.get(method);
    try {
      if (handler != null) {
        return TracedHandler.around(handler, log);
      }
      McpOperation operation = McpOperation.fromContext(Context.current());
      if (operation != null) {
        SdkOutcomes.settleMethodNotFound(operation);
      }
    } catch (Throwable problem) {
      log.stepAside("request handler", problem);
    }
    return handler;
  }

  @Override
  public boolean containsKey(@Nullable Object method) {
    return handlers.containsKey(method);
  }

  @Override
  public @Nullable Object put(String method, Object handler) {
    return handlers.put(method, handler);
  }

  @Override
  public @Nullable Object remove(@Nullable Object method) {
    return handlers.remove(method);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return handlers.entrySet();
  }
}
