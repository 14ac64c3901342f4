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
  void wireCode_isTold_butTheExceptionSaysWhoseFaultItWas() {
    SdkOutcomes.settleThrowable(operation, new IllegalStateException("boom"));
    SdkOutcomes.settle(operation, error(-32602));

    assertEnded("tool_exception", "-32602");
  }

  @Test
  void codeThatAFrameworkChose_doesNotBlameTheCaller() {
    operation.threw(new IllegalStateException("boom"));
    McpError madeOfIt = McpError.builder(-32602).message("Error invoking method").build();
    madeOfIt.setStackTrace(
        thrownIn(
                "io.modelcontextprotocol.spec.McpError$Builder",
                "org.springframework.ai.mcp.annotation.method.prompt.SyncMcpPromptMethodCallback")
            .getStackTrace());
    SdkOutcomes.settleThrowable(operation, madeOfIt);
    SdkOutcomes.settle(operation, error(-32602));

    assertThat(operation.throwable()).hasMessage("boom");
    assertEnded("tool_exception", "-32602");
  }

  @Test
  void codeThatAFrameworkChoseForItself_blamesTheCaller() {
    McpError own = McpError.builder(-32602).message("Unknown prompt").build();
    own.setStackTrace(
        thrownIn("org.springaicommunity.mcp.method.prompt.SyncMcpPromptMethodCallback")
            .getStackTrace());
    SdkOutcomes.settleThrowable(operation, own);
    SdkOutcomes.settle(operation, error(-32602));

    assertEnded("caller_fault", "-32602");
  }

  @Test
  void codeThatTheApplicationChose_standsOverWhatItDealtWith() {
    operation.threw(new IllegalStateException("dealt with"));
    SdkOutcomes.settleThrowable(operation, McpError.builder(-32602).message("mine").build());
    SdkOutcomes.settle(operation, error(-32602));

    assertEnded("caller_fault", "-32602");
  }

  @Test
  void sdksExceptionThatAMethodThrew_saysItselfWhoseFaultItWas() {
    operation.threw(McpError.builder(-32002).message("no such file").build());
    McpError madeOfIt = McpError.builder(-32602).message("Error invoking method").build();
    madeOfIt.setStackTrace(
        thrownIn("org.springframework.ai.mcp.annotation.method.resource.X").getStackTrace());
    SdkOutcomes.settleThrowable(operation, madeOfIt);
    SdkOutcomes.settle(operation, error(-32602));

    assertEnded("caller_fault", "-32602");
  }

  @Test
  void wrappersOfReflection_areNotTheException() {
    SdkOutcomes.settleThrowable(
        operation,
        new java.lang.reflect.UndeclaredThrowableException(new java.io.IOException("checked")));

    assertThat(operation.throwable()).isInstanceOf(java.io.IOException.class);
    assertEnded("tool_exception", "-32603");
  }

  @Test
  void argumentsTheSdkTurnsDown_areNoErrorOfTheTool() {
    McpSchema.CallToolResult refusal =
        McpSchema.CallToolResult.builder().addTextContent("x").isError(true).build();
    SdkOutcomes.settleArguments(operation, refusal);
    SdkOutcomes.settleResult(operation, refusal);
    SdkOutcomes.settle(operation, new McpSchema.JSONRPCResponse("2.0", 1, refusal, null));

    assertEnded("invalid_arguments", null);
    assertThat(otel.getSpans().get(0).getName()).isEqualTo("tools/call t");
  }

  @Test
  void argumentsTheSdkAccepts_leaveTheToolsWord() {
    SdkOutcomes.settleArguments(operation, null);
    SdkOutcomes.settleResult(
        operation, McpSchema.CallToolResult.builder().addTextContent("x").isError(true).build());

    assertEnded("tool_reported", null);
  }

  @Test
  void handshakeTheSdkCannotRead_isTheCallersFault() {
    IllegalArgumentException problem = new IllegalArgumentException("unreadable");
    problem.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("tools.jackson.databind.ObjectMapper", "convertValue", null, 1),
          new StackTraceElement("org.example.OwnTransport", "unmarshalFrom", null, 1),
          new StackTraceElement(
              "io.modelcontextprotocol.spec.McpServerSession",
              "lambda$handleIncomingRequest$10",
              null,
              1)
        });
    SdkOutcomes.settleLost(operation, problem);

    assertEnded("caller_fault", "-32603");
  }

  @Test
  void unknownMethodThatBecomesAnHttpError_isToldAsTheWireSays() {
    SdkOutcomes.settleMethodNotFound(operation);
    SdkOutcomes.settleUnanswerable(operation);

    assertEnded("caller_fault", "-32603");
  }

  @Test
  void exceptionBehindAnInternalError_isKept() {
    SdkOutcomes.settleThrowable(
        operation, Exceptions.propagate(new java.io.IOException("checked")));
    SdkOutcomes.settle(operation, error(-32603));

    assertThat(operation.throwable()).isInstanceOf(java.io.IOException.class);
    assertEnded("tool_exception", "-32603");
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
