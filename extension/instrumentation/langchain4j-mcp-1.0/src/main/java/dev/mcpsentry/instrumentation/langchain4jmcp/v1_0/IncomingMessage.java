package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.mcp.McpDirection;
import dev.mcpsentry.telemetry.mcp.McpNotification;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpOutcome;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A request or notification of the server, while the client handles it on this thread. */
public abstract sealed class IncomingMessage {

  /** What arrived; null for answers. */
  static @Nullable IncomingMessage of(
      McpTelemetry telemetry, Connection connection, JsonNode message) {
    JsonNode method = message.get("method");
    if (method == null || !method.isTextual() || message.has("result") || message.has("error")) {
      return null;
    }
    Object params = JsonTree.of(message.get("params"));
    Context surroundings = Context.current();
    if (message.has("id")) {
      McpRequest request =
          new McpRequest(method.textValue(), JsonTree.of(message.get("id")), params);
      return new Request(telemetry.receive(request, connection.session(), surroundings));
    }
    return new Notification(
        new McpNotification(method.textValue(), params), connection, surroundings);
  }

  /** The client answers the request it is handling on this thread. */
  static void answering() {
    McpOperation operation = McpOperation.fromContext(Context.current());
    if (operation != null && !operation.isSettled()) {
      operation.settle(new McpOutcome.Success(() -> null));
    }
  }

  abstract void handled(McpTelemetry telemetry, @Nullable Throwable thrown);

  private static final class Request extends IncomingMessage {

    // the library has nothing for most methods, and then answers nothing at all
    private static final McpFailure IGNORED =
        new McpFailure(FailureKind.CALLER_FAULT, null, null, null, null);

    private final McpOperation operation;
    private final Scope scope;

    // closed when the advice at the method's exit runs
    @SuppressWarnings("MustBeClosedChecker")
    Request(McpOperation operation) {
      this.operation = operation;
      this.scope = operation.context().makeCurrent();
    }

    @Override
    void handled(McpTelemetry telemetry, @Nullable Throwable thrown) {
      scope.close();
      if (thrown != null) {
        operation.settle(FailureClassifier.thrown(thrown));
      } else if (!operation.isSettled()) {
        operation.settle(IGNORED);
      }
      operation.end();
    }
  }

  private static final class Notification extends IncomingMessage {

    private final McpNotification notification;
    private final Connection connection;
    private final Context surroundings;
    private final long startNanos = System.nanoTime();

    Notification(McpNotification notification, Connection connection, Context surroundings) {
      this.notification = notification;
      this.connection = connection;
      this.surroundings = surroundings;
    }

    @Override
    void handled(McpTelemetry telemetry, @Nullable Throwable thrown) {
      telemetry.notified(
          McpDirection.RECEIVED,
          notification,
          connection.session(),
          surroundings,
          thrown == null ? null : FailureClassifier.thrown(thrown),
          System.nanoTime() - startNanos);
    }
  }
}
