package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.opentelemetry.context.Context;

/**
 * Listens at a request handler, the only place that sees the result of a streamable request and the
 * exception behind an error response. Never ends the operation.
 */
record HandlerWatch(McpOperation operation) implements Watch<Object> {

  @Override
  public Context context() {
    return operation.context();
  }

  @Override
  public void next(Object result) {
    SdkOutcomes.settleResult(operation, result);
  }

  @Override
  public void failed(Throwable problem) {
    SdkOutcomes.settleThrowable(operation, problem);
  }

  @Override
  public void completed() {
    if (!operation.isSettled()) {
      operation.settle(FailureClassifier.nothingAnswered());
    }
  }

  @Override
  public void cancelled() {}
}
