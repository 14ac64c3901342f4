package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as whoever sends them sees them, at either end. */
class SentRequestTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private final McpSession session =
      McpSession.ofClient(
          McpTransport.HTTP, McpEndpoint.of(URI.create("https://mcp.example.com/mcp")));

  // every request method of the revisions 2024-11-05 to 2025-11-25, whichever end sends it
  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "ping",
        "tools/list",
        "prompts/list",
        "resources/list",
        "resources/templates/list",
        "resources/read",
        "resources/subscribe",
        "resources/unsubscribe",
        "completion/complete",
        "logging/setLevel",
        "sampling/createMessage",
        "elicitation/create",
        "roots/list",
        "tasks/get",
        "tasks/list",
        "tasks/result",
        "tasks/cancel"
      })
  void method_isTheSpansName(String method) {
    SpanData span = run(method, Map.of("uri", "demo://x", "name", "x"), null);

    assertThat(span)
        .hasName(method)
        .hasKind(SpanKind.CLIENT)
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("mcp.method.name"), method)
        .hasAttribute(stringKey("jsonrpc.request.id"), "7")
        .hasAttribute(stringKey("network.transport"), "tcp")
        .hasAttribute(stringKey("network.protocol.name"), "http")
        .hasAttribute(stringKey("server.address"), "mcp.example.com")
        .hasAttribute(longKey("server.port"), 443L);
    assertThat(attribute(span, "mcp.resource.uri"))
        .isEqualTo(
            List.of("resources/read", "resources/subscribe", "resources/unsubscribe")
                    .contains(method)
                ? "demo://x"
                : null);
    assertThat(attribute(span, "gen_ai.operation.name")).isNull();
    assertThat(attribute(span, "gen_ai.tool.name")).isNull();
    assertThat(attribute(span, "gen_ai.prompt.name")).isNull();
    assertThat(attribute(span, "error.type")).isNull();
    assertThat(metric("mcp.method.name")).containsExactly(method);
  }

  @ParameterizedTest
  @CsvSource({"tools/call, gen_ai.tool.name, execute_tool", "prompts/get, gen_ai.prompt.name,"})
  void target_isPartOfTheName(String method, String key, String operation) {
    SpanData span = run(method, Map.of("name", "x"), null);

    assertThat(span)
        .hasName(method + " x")
        .hasKind(SpanKind.CLIENT)
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey(key), "x");
    assertThat(attribute(span, "gen_ai.operation.name")).isEqualTo(operation);
    assertThat(metric("mcp.method.name")).containsExactly(method);
  }

  @Test
  void unknownMethod_isAnAttributeOnly() {
    assertThat(run("made/up", Map.of(), null))
        .hasName("_OTHER")
        .hasAttribute(stringKey("mcp.method.name"), "made/up");
    assertThat(metric("mcp.method.name")).containsExactly("_OTHER");
  }

  // at the server -32602 is the caller's fault and no error
  @ParameterizedTest
  @CsvSource({
    "tools/call, -32602", "tools/call, -32603",
    "prompts/get, -32602", "prompts/get, -32603",
    "resources/read, -32602", "resources/read, -32603",
    "tasks/result, -32602", "tasks/result, -32603"
  })
  void errorOfThePeer_isAnErrorAndItsWordsAreTheReason(String method, int code) {
    SpanData span =
        run(method, Map.of("name", "x"), FailureClassifier.peerError(code, "their words"));

    assertThat(span)
        .hasKind(SpanKind.CLIENT)
        .hasStatus(StatusData.create(StatusCode.ERROR, "their words"))
        .hasAttribute(stringKey("error.type"), String.valueOf(code))
        .hasAttribute(stringKey("rpc.response.status_code"), String.valueOf(code))
        .hasAttribute(stringKey("mcp.sentry.failure"), "protocol");
    assertThat(span.getEvents()).isEmpty();
    assertThat(metric("error.type")).containsExactly(String.valueOf(code));
    assertThat(metric("rpc.response.status_code")).containsExactly(String.valueOf(code));
  }

  @Test
  void isError_isAToolError_withoutACode() {
    SpanData span = run("tools/call", Map.of("name", "x"), FailureClassifier.toolError(null));

    assertThat(span)
        .hasKind(SpanKind.CLIENT)
        .hasStatus(StatusData.error())
        .hasAttribute(stringKey("error.type"), "tool_error")
        .hasAttribute(stringKey("mcp.sentry.failure"), "tool_reported");
    assertThat(attribute(span, "rpc.response.status_code")).isNull();
    assertThat(span.getEvents()).isEmpty();
    assertThat(metric("error.type")).containsExactly("tool_error");
    assertThat(metric("gen_ai.tool.name")).containsExactly("x");
  }

  private SpanData run(String method, Map<String, Object> params, McpFailure failure) {
    McpOperation operation =
        telemetry().send(new McpRequest(method, 7, params), session, Context.root());
    if (failure != null) {
      operation.settle(failure);
    }
    operation.end();
    assertThat(otel.getSpans()).hasSize(1);
    return otel.getSpans().get(0);
  }

  private static List<String> metric(String key) {
    return otel.getMetrics().stream()
        .filter(data -> data.getName().equals("mcp.client.operation.duration"))
        .flatMap(data -> data.getHistogramData().getPoints().stream())
        .map(point -> point.getAttributes().get(stringKey(key)))
        .toList();
  }

  private static McpTelemetry telemetry() {
    return new McpTelemetry(otel.getOpenTelemetry(), "test", McpOptions.DEFAULT);
  }

  private static String attribute(SpanData span, String key) {
    return span.getAttributes().get(stringKey(key));
  }
}
