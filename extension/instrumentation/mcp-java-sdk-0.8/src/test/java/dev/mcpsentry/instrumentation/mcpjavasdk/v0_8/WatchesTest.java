package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpOutcome;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchesTest {

  private final McpOperation operation =
      new McpTelemetry(OpenTelemetry.noop(), "test", McpOptions.DEFAULT)
          .receive(
              new McpRequest("tools/call", 1, null),
              new McpSession(McpTransport.HTTP, null),
              Context.root());

  @Test
  void handlerThatAnswersNothing_failed() {
    new HandlerWatch(operation).completed();

    assertThat(operation.isFailed()).isTrue();
  }

  @Test
  void handlerThatAnswers_didNot() {
    HandlerWatch watch = new HandlerWatch(operation);
    watch.next(Map.of());
    watch.completed();

    assertThat(operation.isSettled()).isTrue();
    assertThat(operation.isFailed()).isFalse();
  }

  @Test
  void answerThatCannotBeSent_isAFailure() {
    operation.settle(new McpOutcome.Success(() -> null));
    new OperationWatch(operation, result -> {}, SdkOutcomes::settleLost)
        .failed(new IOException("Broken pipe"));

    assertThat(operation.isFailed()).isTrue();
  }

  @Test
  void exceptionOfTheHandler_countsMoreThanOneItDealtWith() {
    operation.threw(new IllegalStateException("dealt with"));
    IllegalArgumentException last = new IllegalArgumentException("last");
    SdkOutcomes.settleThrowable(operation, last);

    assertThat(operation.throwable()).isSameAs(last);
  }

  @Test
  void errorMadeOfAnException_doesNotHideIt() {
    IllegalStateException real = new IllegalStateException("real");
    operation.threw(real);
    SdkOutcomes.settleThrowable(
        operation, new McpError(new JSONRPCError(-32603, "something went wrong", null)));

    assertThat(operation.throwable()).isSameAs(real);
  }
}
