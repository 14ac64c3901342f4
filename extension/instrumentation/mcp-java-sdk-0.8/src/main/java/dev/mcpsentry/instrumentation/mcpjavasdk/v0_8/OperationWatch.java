package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.context.Context;
import java.util.function.Consumer;

/** Follows a request from dispatch to answer and ends its operation. */
final class OperationWatch implements Watch<Object> {

  private final McpOperation operation;
  private final Consumer<Object> onResult;

  /**
   * @param onResult hears every result object, before the operation ends
   */
  OperationWatch(McpOperation operation, Consumer<Object> onResult) {
    this.operation = operation;
    this.onResult = onResult;
  }

  @Override
  public Context context() {
    return operation.context();
  }

  @Override
  public void next(Object value) {
    if (value instanceof McpSchema.JSONRPCResponse response) {
      SdkOutcomes.settle(operation, response);
      if (response.result() != null) {
        onResult.accept(response.result());
      }
    } else {
      onResult.accept(value);
    }
  }

  @Override
  public void failed(Throwable problem) {
    if (!operation.isSettled()) {
      operation.settle(FailureClassifier.thrown(problem));
    }
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
