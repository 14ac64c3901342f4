package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What of a request's own strings gets onto spans, which other exporters see too. */
class RecordedPrivacyTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private static final McpOptions EVERYTHING =
      McpOptions.from(
          Map.of(
                  "otel.instrumentation.mcp.capture-arguments", "true",
                  "otel.instrumentation.mcp.capture-results", "true")
              ::get,
          name -> null);

  @Test
  void namesOfPromptVariables_areCutBeforeAnythingIsDoneWithThem() {
    String name = "n".repeat(60_000);
    Attributes attributes =
        run("prompts/get", Map.of("name", "p", "arguments", Map.of(name, "Ada")), answered("x"))
            .getAttributes();
    assertThat(attributes.asMap().keySet())
        .filteredOn(key -> key.getKey().startsWith("gen_ai.prompt.variable."))
        .singleElement()
        .satisfies(key -> assertThat(key.getKey().length()).isLessThan(200));
  }

  @Test
  void secretsInNames_areMasked() {
    String secret = "ghp_" + "a1B2".repeat(9);
    SpanData span =
        run(
            "tools/call",
            Map.of("name", secret, "arguments", Map.of(secret, Map.of(secret, 1))),
            answered("x"));
    assertThat(span.toString()).doesNotContain(secret);
    assertThat(span.getName()).isEqualTo("tools/call [Filtered]");
  }

  @Test
  void stateOfSeveralRounds_isNeverRecorded() {
    SpanData span =
        run(
            "tools/call",
            Map.of(
                "name",
                "t",
                "requestState",
                "state-1",
                "inputResponses",
                Map.of("a", "answer-1"),
                "arguments",
                Map.of("inputResponses", "answer-2")),
            answered(
                Map.of(
                    "resultType", "input_required",
                    "requestState", "state-2",
                    "nested", List.of(Map.of("requestState", "state-3")))));
    assertThat(span.toString())
        .contains("input_required")
        .doesNotContain("state-1", "state-2", "state-3", "answer-1", "answer-2");
  }

  @Test
  void nameAndValueAsMembers_areOneSecret() {
    SpanData span =
        run(
            "tools/call",
            Map.of(
                "name",
                "t",
                "arguments",
                Map.of("env", List.of(Map.of("name", "DB_PASS", "value", "lovelace")))),
            answered("x"));
    assertThat(span.toString()).contains("DB_PASS").doesNotContain("lovelace");
  }

  @Test
  void valuesInDatabaseErrors_areMaskedInStatusAndContent() {
    String message = "insert failed: customer_email='bob@example.com'";
    SpanData span =
        run(
            "tools/call",
            Map.of("name", "t"),
            new McpOutcome.Failure(
                FailureClassifier.toolError(
                    new RuntimeException(message, new SQLException(message))),
                () -> Map.of("text", message)));
    assertThat(span.getAttributes().get(stringKey("mcp.tool.result.content")))
        .isEqualTo("{\"text\":\"insert failed: customer_email=?\"}");
    SpanData failed =
        run(
            "resources/read",
            Map.of("uri", "a://b"),
            new McpOutcome.Failure(
                FailureClassifier.rpcError(-32603, message, new SQLException(message), false)));
    assertThat(failed.getStatus().getDescription()).isEqualTo("insert failed: customer_email=?");
  }

  @Test
  void headersOfTheProtocol_areNeverCaptured() {
    McpOptions options =
        McpOptions.from(
            Map.of(
                    "otel.instrumentation.http.server.capture-request-headers",
                    "Mcp-Param-City, mcp_param_x, Mcp-Session-Id, Referer")
                ::get,
            name -> null);
    assertThat(options.capturedHeaders()).containsExactly("referer");
  }

  private static McpOutcome answered(Object content) {
    return new McpOutcome.Success(() -> content);
  }

  private static SpanData run(String method, Map<String, Object> params, McpOutcome outcome) {
    otel.clearSpans();
    McpTelemetry telemetry = new McpTelemetry(otel.getOpenTelemetry(), "test", EVERYTHING);
    McpSession session = new McpSession(McpTransport.HTTP, "session-1");
    McpOperation operation =
        telemetry.receive(new McpRequest(method, 1, params), session, Context.root());
    operation.settle(outcome);
    operation.end();
    return otel.getSpans().get(0);
  }
}
