package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.function.Consumer;

/** Follows a request from dispatch to answer and ends its operation. */
final class OperationWatch extends EndingWatch {

  OperationWatch(McpOperation operation, Consumer<Object> onResult) {
    super(operation, onResult);
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
}
