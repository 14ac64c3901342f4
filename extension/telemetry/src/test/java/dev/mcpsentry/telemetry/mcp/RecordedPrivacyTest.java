package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.SQLException;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  @Test
  void tools_areRecordedAsTheyAreNamed() {
    Map<String, String> settings = Map.of("capture-tools", "find_*,!find_users");
    for (String tool : List.of("find_users", "FIND_USERS", "pay", "find_orders")) {
      SpanData span =
          run(
              options(settings),
              "tools/call",
              Map.of("name", tool, "arguments", Map.of("note", "plain-1")),
              answered(Map.of("structuredContent", Map.of("note", "plain-2"))));
      if (tool.equals("find_orders")) {
        assertThat(span.toString()).contains("plain-1", "plain-2");
      } else {
        assertThat(span.toString()).doesNotContain("plain-1", "plain-2");
      }
    }
    assertThat(
            run(
                    options(settings),
                    "prompts/get",
                    Map.of("name", "greet", "arguments", Map.of("note", "plain-1")),
                    answered(Map.of("messages", List.of("plain-2"))))
                .toString())
        .doesNotContain("plain-1", "plain-2");
  }

  @Test
  void keys_areRecordedAsTheyAreNamed() {
    Map<String, String> settings = Map.of("capture-keys", "*.id,greet.name,!*.email");
    SpanData call =
        run(
            options(settings),
            "tools/call",
            Map.of("name", "t", "arguments", Map.of("id", 7, "email", "ada@acme.org")),
            answered(
                Map.of(
                    "content",
                    List.of(Map.of("type", "text", "text", "ada@acme.org")),
                    "structuredContent",
                    Map.of("id", 8, "note", "ada@acme.org"))));
    assertThat(call.getAttributes().get(stringKey("gen_ai.tool.call.arguments")))
        .isEqualTo("{\"id\":7}");
    assertThat(call.getAttributes().get(stringKey("gen_ai.tool.call.result")))
        .isEqualTo("{\"structuredContent\":{\"id\":8}}");
    SpanData prompt =
        run(
            options(settings),
            "prompts/get",
            Map.of("name", "greet", "arguments", Map.of("name", "Bob", "note", "plain-1")),
            answered(Map.of("messages", List.of("plain-2"))));
    assertThat(prompt.toString()).contains("Bob").doesNotContain("plain-1", "plain-2");
  }

  @Test
  void failedResults_obeyTheSameRules() {
    SpanData span =
        run(
            options(Map.of("capture-keys", "!*.email")),
            "tools/call",
            Map.of("name", "t"),
            new McpOutcome.Failure(
                FailureClassifier.toolError(null),
                () -> Map.of("isError", true, "content", List.of(Map.of("text", "ada@acme.org")))));
    assertThat(span.getAttributes().get(stringKey("mcp.tool.result.content")))
        .isEqualTo("{\"isError\":true}");
  }

  @Test
  void sizesAndCounts_areToldWithoutContent() {
    Map<String, Object> result =
        Map.of(
            "content",
            List.of(Map.of("type", "text", "text", "Grüße-4711")),
            "structuredContent",
            Map.of("items", List.of("Grüße-4711")));
    Attributes attributes =
        run(McpOptions.DEFAULT, "tools/call", Map.of("name", "t"), answered(result))
            .getAttributes();
    assertThat(attributes.get(longKey("gen_ai.tool.call.result.size"))).isEqualTo(12);
    assertThat(attributes.get(longKey("gen_ai.tool.call.result.count"))).isEqualTo(1);
    assertThat(attributes.get(longKey("mcp.tool.result.content_count"))).isEqualTo(1);
    assertThat(attributes.get(stringKey("mcp.tool.result.content_type"))).isEqualTo("text");
    assertThat(attributes.toString()).doesNotContain("4711");
  }

  @Test
  void failedResult_listsNothingThatWasFound() {
    Attributes attributes =
        run(
                McpOptions.DEFAULT,
                "tools/call",
                Map.of("name", "t"),
                new McpOutcome.Failure(
                    FailureClassifier.toolError(null),
                    () ->
                        Map.of(
                            "isError",
                            true,
                            "content",
                            List.of(),
                            "structuredContent",
                            List.of("error"))))
            .getAttributes();
    assertThat(attributes.get(longKey("gen_ai.tool.call.result.count"))).isNull();
  }

  @Test
  void resultThatThrows_harmsNobody() {
    Map<String, Object> broken =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException("not now");
          }
        };
    SpanData span =
        run(
            McpOptions.DEFAULT,
            "tools/call",
            Map.of("name", "t"),
            answered(Map.of("content", List.of(broken))));
    assertThat(span.hasEnded()).isTrue();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void withoutMessages_exceptionsTellTypeAndStackAlone() {
    IllegalStateException thrown =
        new IllegalStateException("plain-1", new SQLException("plain-2"));
    thrown.addSuppressed(new RuntimeException("plain-3"));
    SpanData span =
        run(
            options(Map.of("capture-error-text", "false")),
            "tools/call",
            Map.of("name", "t"),
            new McpOutcome.Failure(FailureClassifier.toolError(thrown)));
    assertThat(span.toString()).doesNotContain("plain-");
    assertThat(span.getStatus().getDescription()).isEmpty();
    assertThat(span.getEvents())
        .singleElement()
        .satisfies(
            event -> {
              Attributes said = event.getAttributes();
              assertThat(said.get(stringKey("exception.type")))
                  .isEqualTo("java.lang.IllegalStateException");
              assertThat(said.get(stringKey("exception.message"))).isNull();
              assertThat(said.get(stringKey("exception.stacktrace")))
                  .contains("RecordedPrivacyTest", "Caused by: java.sql.SQLException")
                  .doesNotContain("plain-");
            });
  }

  @Test
  void withoutMessages_nobodyTellsWhyARequestWasTakenBack() {
    for (boolean told : new boolean[] {true, false}) {
      otel.clearSpans();
      McpTelemetry telemetry =
          new McpTelemetry(
              otel.getOpenTelemetry(),
              "test",
              options(Map.of("capture-error-text", String.valueOf(told))));
      McpSession session = new McpSession(McpTransport.HTTP, "session-1");
      McpOperation unused =
          telemetry.receive(new McpRequest("tools/call", 1, null), session, Context.root());
      telemetry.notified(
          McpDirection.RECEIVED,
          new McpNotification(
              "notifications/cancelled", Map.of("requestId", 1, "reason", "plain-1")),
          session,
          Context.root(),
          null,
          1);
      assertThat(otel.getSpans().toString().contains("plain-1")).isEqualTo(told);
    }
  }

  private static McpOptions options(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("otel.instrumentation.mcp.capture-arguments", "true");
    all.put("otel.instrumentation.mcp.capture-results", "true");
    settings.forEach((key, value) -> all.put("otel.instrumentation.mcp." + key, value));
    return McpOptions.from(all::get, name -> null);
  }

  private static McpOutcome answered(Object content) {
    return new McpOutcome.Success(() -> content);
  }

  private static SpanData run(String method, Map<String, Object> params, McpOutcome outcome) {
    return run(EVERYTHING, method, params, outcome);
  }

  private static SpanData run(
      McpOptions options, String method, Map<String, Object> params, McpOutcome outcome) {
    otel.clearSpans();
    McpTelemetry telemetry = new McpTelemetry(otel.getOpenTelemetry(), "test", options);
    McpSession session = new McpSession(McpTransport.HTTP, "session-1");
    McpOperation operation =
        telemetry.receive(new McpRequest(method, 1, params), session, Context.root());
    operation.settle(outcome);
    operation.end();
    return otel.getSpans().get(0);
  }
}
