package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.opentelemetry.context.Context;
import java.util.function.Consumer;

/** Follows a request of ours to its answer and ends its operation there, once. */
final class OutgoingWatch implements Watch<Object> {

  private final McpOperation operation;
  private final Consumer<Object> onResult;

  /**
   * @param onResult hears the result, before the operation ends
   */
  OutgoingWatch(McpOperation operation, Consumer<Object> onResult) {
    this.operation = operation;
    this.onResult = onResult;
  }

  @Override
  public Context context() {
    return operation.context();
  }

  @Override
  public void next(Object result) {
    onResult.accept(result);
    SdkOutcomes.settleResult(operation, result);
    // what the application makes of the answer is not part of the call
    operation.end();
  }

  @Override
  public void failed(Throwable problem) {
    SdkOutcomes.settleUnanswered(operation, problem);
    operation.end();
  }

  @Override
  public void completed() {
    operation.end();
  }

  @Override
  public void cancelled() {
    if (!operation.isSettled()) {
      operation.settle(FailureClassifier.cancelled());
    }
    operation.end();
  }
}
