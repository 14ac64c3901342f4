package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.opentelemetry.context.Context;
import java.util.function.Consumer;

/** Follows a request to its end, where its operation ends too. */
abstract class EndingWatch implements Watch<Object> {

  final McpOperation operation;
  final Consumer<Object> onResult;

  /**
   * @param onResult hears every result object, before the operation ends
   */
  EndingWatch(McpOperation operation, Consumer<Object> onResult) {
    this.operation = operation;
    this.onResult = onResult;
  }

  @Override
  public final Context context() {
    return operation.context();
  }

  @Override
  public final void completed() {
    operation.end();
  }

  @Override
  public final void cancelled() {
    if (!operation.isSettled()) {
      operation.settle(FailureClassifier.cancelled());
    }
    operation.end();
  }
}
