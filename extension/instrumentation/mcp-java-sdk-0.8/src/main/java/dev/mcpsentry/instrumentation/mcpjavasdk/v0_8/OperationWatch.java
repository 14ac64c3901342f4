package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import reactor.core.Exceptions;

/** Follows a request from dispatch to answer and ends its operation. */
class OperationWatch extends EndingWatch {

  private final BiConsumer<McpOperation, Throwable> onError;

  /**
   * @param onError says what an error means that comes instead of an answer
   */
  OperationWatch(
      McpOperation operation,
      Consumer<Object> onResult,
      BiConsumer<McpOperation, Throwable> onError) {
    super(operation, onResult);
    this.onError = onError;
  }

  @Override
  public final void next(Object value) {
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
  public final void failed(Throwable problem) {
    if (!operation.isSettled()) {
      onError.accept(operation, problem);
    } else if (!operation.isFailed()) {
      // streamable sessions of 1.1.5 and 2.1.0 say so when an answer can't be sent
      operation.settle(FailureClassifier.transport(Exceptions.unwrap(problem)));
    } else {
      failedToTell();
    }
    operation.end();
  }

  /** An error came where a failure was to be answered. */
  void failedToTell() {}
}
