package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.mcp.McpOperation;
import java.util.function.Consumer;

/** Follows a request of ours to its answer and ends its operation there, once. */
final class OutgoingWatch extends EndingWatch {

  OutgoingWatch(McpOperation operation, Consumer<Object> onResult) {
    super(operation, onResult);
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
}
