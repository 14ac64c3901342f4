package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Exceptions;

class SdkOutcomesTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private final McpOperation operation =
      new McpTelemetry(otel.getOpenTelemetry(), "test", McpOptions.DEFAULT)
          .receive(
              new McpRequest("tools/call", 1, Map.of("name", "t")),
              new McpSession(McpTransport.HTTP, null),
              Context.root());

  @Test
  void wireCode_hasTheLastWord() {
    SdkOutcomes.settleThrowable(operation, new IllegalStateException("boom"));
    SdkOutcomes.settle(operation, error(-32602));

    assertEnded("caller_fault", "-32602");
  }

  @Test
  void exceptionBehindAnInternalError_isKept() {
    SdkOutcomes.settleThrowable(
        operation, Exceptions.propagate(new java.io.IOException("checked")));
    SdkOutcomes.settle(operation, error(-32603));

    assertEnded("tool_exception", "-32603");
    assertThat(operation.throwable()).isInstanceOf(java.io.IOException.class);
  }

  @Test
  void codeInTheSdksException_isRead() {
    SdkOutcomes.settleThrowable(operation, McpError.builder(-32001).message("mine").build());

    assertEnded("protocol", "-32001");
  }

  @Test
  void oldSdksUnknownTool_isTheCallersFaultInSpiteOfItsCode() {
    SdkOutcomes.settleThrowable(operation, new CodelessError("Tool not found: x"));
    SdkOutcomes.settle(operation, error(-32603));

    assertEnded("caller_fault", "-32603");
  }

  @Test
  void parametersTheSdkCannotRead_areTheCallersFault() {
    SdkOutcomes.settleThrowable(
        operation,
        thrownIn(
            "com.fasterxml.jackson.databind.ObjectMapper",
            "io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper",
            "io.modelcontextprotocol.server.McpAsyncServer",
            "org.example.Servlet"));

    assertEnded("caller_fault", "-32603");
  }

  @Test
  void exceptionOfATool_isItsOwn_evenFromTheSdksClasses() {
    SdkOutcomes.settleThrowable(
        operation,
        thrownIn(
            "io.modelcontextprotocol.server.McpAsyncServerExchange",
            "org.example.Tool",
            "io.modelcontextprotocol.server.McpAsyncServer"));

    assertEnded("tool_exception", "-32603");
  }

  @Test
  void isError_isAToolError_withTheExceptionSomebodySwallowed() {
    operation.threw(new IllegalStateException("boom"));
    SdkOutcomes.settleResult(
        operation, McpSchema.CallToolResult.builder().addTextContent("x").isError(true).build());

    assertEnded("tool_exception", null);
  }

  @Test
  void exceptionTheToolRecoveredFrom_isNoFailure() {
    operation.threw(new IllegalStateException("boom"));
    SdkOutcomes.settleResult(
        operation, McpSchema.CallToolResult.builder().addTextContent("x").isError(false).build());

    assertEnded(null, null);
  }

  private static Throwable thrownIn(String... classes) {
    IllegalArgumentException problem = new IllegalArgumentException("unreadable");
    problem.setStackTrace(
        java.util.Arrays.stream(classes)
            .map(name -> new StackTraceElement(name, "method", null, 1))
            .toArray(StackTraceElement[]::new));
    return problem;
  }

  /** What the constructor with a text alone made, up to 0.13. */
  private static final class CodelessError extends McpError {

    CodelessError(String message) {
      super(new McpSchema.JSONRPCResponse.JSONRPCError(0, message, null));
    }

    @Override
    public McpSchema.JSONRPCResponse.JSONRPCError getJsonRpcError() {
      return null;
    }
  }

  private static McpSchema.JSONRPCResponse error(int code) {
    return new McpSchema.JSONRPCResponse(
        "2.0", 1, null, new McpSchema.JSONRPCResponse.JSONRPCError(code, "message", null));
  }

  private void assertEnded(String failure, String status) {
    operation.end();
    var attributes = otel.getSpans().get(0).getAttributes();
    assertThat(attributes.get(stringKey("mcp.sentry.failure"))).isEqualTo(failure);
    assertThat(attributes.get(stringKey("rpc.response.status_code"))).isEqualTo(status);
  }
}
