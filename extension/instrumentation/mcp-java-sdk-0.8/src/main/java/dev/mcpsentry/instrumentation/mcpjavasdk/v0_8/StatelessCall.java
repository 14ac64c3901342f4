package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.context.Scope;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A stateless request while its handler's eager part runs on the calling thread. */
public final class StatelessCall {

  private final McpOperation operation;
  private final Consumer<Object> onResult;
  private final StderrLog log;
  private final Scope scope;

  @SuppressWarnings("MustBeClosedChecker") // closed by returned(), on the same thread
  StatelessCall(McpOperation operation, Consumer<Object> onResult, StderrLog log) {
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
        return new WatchedMono<>(
            answer,
            reactor -> new OperationWatch(operation, onResult, SdkOutcomes::settleLost),
            log);
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
}
