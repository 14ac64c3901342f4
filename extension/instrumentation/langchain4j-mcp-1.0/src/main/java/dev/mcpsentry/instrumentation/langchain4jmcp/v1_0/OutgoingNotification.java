package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpDirection;
import dev.mcpsentry.telemetry.mcp.McpNotification;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A notification of the client on its way out. It gets no span. */
public final class OutgoingNotification {

  private final Connection connection;
  private final McpNotification notification;
  private final Passage passage;
  private final long startNanos = System.nanoTime();

  private OutgoingNotification(
      Connection connection, McpNotification notification, Passage passage) {
    this.connection = connection;
    this.notification = notification;
    this.passage = passage;
  }

  static OutgoingNotification of(
      Connection connection, ClientMessage message, String method, Passage passage) {
    try {
      Map<String, @Nullable Object> params = message.params();
      if (method.equals(McpMethods.CANCELLED)) {
        OutgoingCall call = connection.find(params.get("requestId"));
        if (call != null) {
          Wait.isOverFor(call);
        }
      }
      return new OutgoingNotification(connection, new McpNotification(method, params), passage);
    } catch (Throwable problem) {
      passage.over();
      throw problem;
    }
  }

  /** The transport has it, or threw. What fails later nobody is told, by the library's design. */
  void sent(McpTelemetry telemetry, @Nullable Throwable thrown) {
    passage.over();
    telemetry.notified(
        McpDirection.SENT,
        notification,
        connection.session(),
        Context.current(),
        thrown == null ? null : FailureClassifier.unanswered(thrown),
        System.nanoTime() - startNanos);
  }
}
