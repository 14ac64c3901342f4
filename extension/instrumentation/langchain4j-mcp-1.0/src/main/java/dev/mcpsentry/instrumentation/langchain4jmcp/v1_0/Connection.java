package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A session and its calls without an answer. Never holds the transport, whose life it shares.
 * Bounded.
 */
final class Connection {

  private static final int MAX_CALLS = 10_000;

  private final McpSession session;
  private final Map<String, OutgoingCall> calls = new ConcurrentHashMap<>();

  Connection(McpSession session) {
    this.session = session;
  }

  McpSession session() {
    return session;
  }

  void began(OutgoingCall call, @Nullable Object id) {
    if (id != null && calls.size() < MAX_CALLS) {
      calls.put(id.toString(), call);
    }
  }

  void ended(OutgoingCall call, @Nullable Object id) {
    if (id != null) {
      calls.remove(id.toString(), call);
    }
  }

  /** The call of an id; null when it is unknown or over. */
  @Nullable OutgoingCall find(@Nullable Object id) {
    return id == null ? null : calls.get(id.toString());
  }

  /** The transport closes: nobody waits for an answer any longer. */
  void closed(McpTelemetry telemetry) {
    calls.values().forEach(call -> call.gaveUp(FailureClassifier.cancelled()));
    telemetry.sessionEnded(session);
  }
}
