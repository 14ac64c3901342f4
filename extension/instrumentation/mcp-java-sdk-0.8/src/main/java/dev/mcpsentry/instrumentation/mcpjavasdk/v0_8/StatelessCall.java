package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.context.Scope;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A stateless request while its handler's eager part runs on the calling thread. */
public final class StatelessCall {

  private static final String UNREACHABLE =
      "clients of MCP 2026-07-28 ask for server/discover first and expect an answer that it is"
          + " unknown; this version of the MCP Java SDK answers HTTP 500, and so they may not"
          + " connect: upgrade it to 2.0.1 or later";

  private final McpOperation operation;
  private final String method;
  private final Consumer<Object> onResult;
  private final StderrLog log;
  private final Scope scope;

  @SuppressWarnings("MustBeClosedChecker") // closed by returned(), on the same thread
  StatelessCall(McpOperation operation, String method, Consumer<Object> onResult, StderrLog log) {
    this.method = method;
    this.operation = operation;
    this.onResult = onResult;
    this.log = log;
    this.scope = operation.context().makeCurrent();
  }

  /** Leaves the thread; the operation goes on until the answer does. Never throws. */
  public @Nullable Mono<McpSchema.JSONRPCResponse> returned(
      @Nullable Mono<McpSchema.JSONRPCResponse> answer, @Nullable Throwable thrown) {
    try {
      scope.close();
      if (answer != null && thrown == null) {
        return new WatchedMono<>(answer, reactor -> new StatelessWatch(), log);
      }
      if (thrown != null && !operation.isSettled()) {
        operation.settle(FailureClassifier.thrown(thrown));
      }
      operation.end();
    } catch (Throwable problem) {
      log.stepAside("stateless request", problem);
    }
    return answer;
  }

  private final class StatelessWatch extends OperationWatch {

    StatelessWatch() {
      super(StatelessCall.this.operation, StatelessCall.this.onResult, SdkOutcomes::settleLost);
    }

    // an unknown method, before 2.0.1
    @Override
    void failedToTell() {
      SdkOutcomes.settleUnanswerable(operation);
      if (method.equals(McpMethods.SERVER_DISCOVER)) {
        log.once(method, UNREACHABLE);
      }
    }
  }
}
