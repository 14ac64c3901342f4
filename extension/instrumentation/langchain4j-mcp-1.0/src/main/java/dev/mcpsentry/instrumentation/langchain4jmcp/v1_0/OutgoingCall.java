package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.telemetry.error.Causes;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.mcp.Handshake;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpOutcome;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A request of the client, from its way out to its answer. Ends once, whoever is first. */
public final class OutgoingCall {

  private final Connection connection;
  private final String method;
  private final @Nullable Object id;
  private final McpOperation operation;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Passage passage;
  private final Scope scope;

  // weak: its callbacks hold the transport
  private volatile WeakReference<@Nullable CompletableFuture<?>> answer = new WeakReference<>(null);

  // closed when the advice at the method's exit runs
  @SuppressWarnings("MustBeClosedChecker")
  private OutgoingCall(
      Connection connection,
      String method,
      @Nullable Object id,
      McpOperation operation,
      Passage passage) {
    this.connection = connection;
    this.method = method;
    this.id = id;
    this.operation = operation;
    this.passage = passage;
    this.scope = operation.context().makeCurrent();
  }

  /** Starts the operation, whose context is current until the message is handed over. */
  static OutgoingCall started(
      McpTelemetry telemetry,
      Connection connection,
      ClientMessage message,
      String method,
      Passage passage) {
    Object id = message.id();
    McpRequest request = new McpRequest(method, id, message.params());
    if (method.equals(McpMethods.INITIALIZE)) {
      Handshake.learnClient(connection.session(), message.params());
    }
    McpOperation operation = telemetry.send(request, connection.session(), Context.current());
    OutgoingCall call = new OutgoingCall(connection, method, id, operation, passage);
    connection.began(call, id);
    Wait.isFor(call);
    return call;
  }

  /**
   * Lets the message carry the operation's context.
   *
   * @throws ReflectiveOperationException when the library changed beyond recognition
   */
  void joins(ClientMessage message, McpTelemetry telemetry) throws ReflectiveOperationException {
    message.carry(meta -> telemetry.meta(operation, meta));
  }

  /** The transport has the message; {@code future} is where the answer will be, if ever. */
  void handedOver(@Nullable CompletableFuture<?> future) {
    answer = new WeakReference<>(future);
    scope.close();
    passage.over();
  }

  /**
   * @param response the whole JSON-RPC response
   * @param sessionId the id the server gave; null where there is none
   */
  void answered(@Nullable JsonNode response, @Nullable String sessionId) {
    JsonNode result = response == null ? null : response.get("result");
    if (method.equals(McpMethods.INITIALIZE)) {
      Handshake.learnServer(connection.session(), JsonTree.of(result));
      connection.session().identified(sessionId);
    }
    JsonNode error = response == null ? null : response.get("error");
    if (error != null && !error.isNull()) {
      JsonNode code = error.get("code");
      JsonNode text = error.get("message");
      end(
          FailureClassifier.peerError(
              code == null ? FailureClassifier.INTERNAL_ERROR : code.intValue(),
              text == null ? null : text.textValue()));
    } else if (result != null && result.path("isError").booleanValue()) {
      end(new McpOutcome.Failure(FailureClassifier.toolError(null), () -> JsonTree.of(result)));
    } else {
      end(new McpOutcome.Success(() -> JsonTree.of(result)));
    }
  }

  /** Nothing came back; {@code problem} is null when nobody says why. */
  void unanswered(@Nullable Throwable problem) {
    if (problem == null) {
      end(FailureClassifier.cancelled());
      return;
    }
    end(FailureClassifier.unanswered(thrownByTransport(problem)));
  }

  private static Throwable thrownByTransport(Throwable problem) {
    Throwable thrown = problem;
    for (Throwable cause : Causes.of(problem)) {
      thrown = cause;
      if (!(cause instanceof CompletionException || cause instanceof ExecutionException)) {
        break;
      }
    }
    return thrown;
  }

  /**
   * Whoever waited for the answer does so no longer. Means nothing once the answer is here, even
   * when the thread that brought it is still on its way to say so.
   */
  void gaveUp(McpFailure failure) {
    CompletableFuture<?> future = answer.get();
    if (future == null || !future.isDone()) {
      end(failure);
    }
  }

  private void end(McpFailure failure) {
    end(new McpOutcome.Failure(failure));
  }

  private void end(McpOutcome outcome) {
    if (over.compareAndSet(false, true)) {
      connection.ended(this, id);
      operation.settle(outcome);
      operation.end();
    }
  }
}
