package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code agentcat-fields}, as Sentry gets them, over the real SDK. */
class AgentCatTest {

  private static final List<String> TAGS =
      List.of("event_type", "resource", "server_name", "client_name", "actor_id");

  @Test
  void everyFailure_isAnIssueWithTagsAndExtras() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", true)) {
        call(sdk, "add", "tool_reported", null);
        call(sdk, "add", "tool_exception", new IllegalStateException("boom"));
        call(sdk, "add", "caller_fault", null);
      }
      assertThat(ingest.faults()).isEmpty();
      List<JsonNode> events = ingest.payloads("event");
      assertThat(events).hasSize(2);
      for (JsonNode event : events) {
        assertThat(tags(event.path("tags")))
            .containsExactly("tools/call", "add", "demo", "cat", "ada");
        JsonNode extra = event.path("extra");
        assertThat(extra.path("session_id").asText()).isEqualTo("s-1");
        assertThat(extra.path("project_id").asText()).isEqualTo("42");
        assertThat(extra.path("client_version").asText()).isEqualTo("1");
        assertThat(extra.path("server_version").asText()).isEqualTo("2");
        assertThat(extra.path("duration_ms").isIntegralNumber()).isTrue();
        assertThat(extra.path("user_intent").asText()).isEqualTo("find it token=[Filtered]");
        assertThat(event.path("tags").toString()).doesNotContain("find it");
      }
      JsonNode reported = events.get(0);
      JsonNode mechanism = reported.at("/exception/values/0/mechanism");
      assertThat(mechanism.path("handled").asBoolean()).isTrue();
      assertThat(reported.path("level").asText()).isEqualTo("error");
      assertThat(reported.path("fingerprint").toString())
          .isEqualTo("[\"mcp\",\"McpError\",\"tools/call\",\"add\"]");
      assertThat(events.get(1).at("/exception/values/0/mechanism/handled").asBoolean()).isFalse();
    }
  }

  @Test
  void withoutTheSwitch_thereIsNothingOfIt() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", false)) {
        call(sdk, "add", "tool_reported", null);
        call(sdk, "add", "tool_exception", new IllegalStateException("boom"));
      }
      assertThat(ingest.items("event")).hasSize(1);
      JsonNode event = ingest.payloads("event").get(0);
      assertThat(event.path("extra").toString())
          .isEqualTo("{\"user_intent\":\"find it token=[Filtered]\"}");
      assertThat(ingest.items().toString()).doesNotContain("event_type", "actor_id", "project_id");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "static"})
  void tags_areOnTheOperationAndOnNothingElse(String lifecycle) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, lifecycle, true)) {
        call(sdk, "add", null, null);
        sdk.tracer().spanBuilder("other").setNoParent().startSpan().end();
      }
      if (lifecycle.equals("static")) {
        List<JsonNode> transactions = ingest.payloads("transaction");
        assertThat(tags(transactions.get(0).path("tags")))
            .containsExactly("tools/call", "add", "demo", "cat", "ada");
        assertThat(transactions.get(0).at("/tags/team").asText()).isEqualTo("blue");
        assertThat(transactions.get(1).path("tags").toString()).isEqualTo("{\"team\":\"blue\"}");
      } else {
        JsonNode spans = ingest.payloads("span").get(0).path("items");
        assertThat(values(spans.get(0).path("attributes")))
            .containsExactly("tools/call", "add", "demo", "cat", "ada");
        assertThat(ingest.payloads("span").get(1).toString()).doesNotContain("event_type");
      }
    }
  }

  @Test
  void lineOfAnOperation_hasTagsAndExtras_andOthersHaveNot() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", true)) {
        Span call = start(sdk, "add");
        log(sdk, call, 12L);
        log(sdk, call, null);
        call.end();
      }
      JsonNode logs = ingest.payloads("log").get(0).path("items");
      JsonNode line = logs.get(0).path("attributes");
      assertThat(values(line)).containsExactly("tools/call", "add", "demo", "cat", "ada");
      assertThat(line.at("/session_id/value").asText()).isEqualTo("s-1");
      assertThat(line.at("/project_id/value").asText()).isEqualTo("42");
      assertThat(line.at("/duration_ms/value").asInt()).isEqualTo(12);
      assertThat(line.at("/duration_ms/type").asText()).isEqualTo("integer");
      assertThat(logs.get(1).path("attributes").has("event_type")).isFalse();
      assertThat(ingest.items("event")).isEmpty();
    }
  }

  private static void log(TestSdk sdk, Span call, @Nullable Long duration) {
    var log =
        sdk.logger("dev.mcpsentry.test")
            .logRecordBuilder()
            .setContext(Context.root().with(call))
            .setSeverity(Severity.ERROR)
            .setBody("MCP tools/call: add")
            .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
            .setAttribute(McpAttributes.GEN_AI_TOOL_NAME, "add")
            .setAttribute(McpAttributes.MCP_SERVER_NAME, "demo")
            .setAttribute(McpAttributes.MCP_CLIENT_NAME, "cat")
            .setAttribute(McpAttributes.MCP_SESSION_ID, "s-1");
    if (duration != null) {
      log.setAttribute(McpAttributes.DURATION_MS, duration);
    }
    log.emit();
  }

  private static TestSdk sdk(FakeIngest ingest, String lifecycle, boolean on) {
    return new TestSdk(
        Map.of(
            "sentry.dsn",
            ingest.dsn(),
            "sentry.trace.lifecycle",
            lifecycle,
            "sentry.tags",
            "team:blue",
            "sentry.send.default.pii",
            "true",
            "otel.instrumentation.mcp.agentcat-fields",
            String.valueOf(on)));
  }

  private static Span start(TestSdk sdk, String tool) {
    Span call = sdk.toolCall(tool, Context.root());
    call.setAttribute("user.id", "ada");
    call.setAttribute(McpAttributes.MCP_SERVER_NAME, "demo");
    call.setAttribute(McpAttributes.MCP_SERVER_VERSION, "2");
    call.setAttribute(McpAttributes.MCP_CLIENT_NAME, "cat");
    call.setAttribute(McpAttributes.MCP_CLIENT_VERSION, "1");
    call.setAttribute(McpAttributes.MCP_SESSION_ID, "s-1");
    call.setAttribute(McpAttributes.APP_USER_INTENT, "find it token=abc");
    return call;
  }

  private static void call(
      TestSdk sdk, String tool, @Nullable String failure, @Nullable Throwable thrown) {
    Span call = start(sdk, tool);
    if (failure != null) {
      call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, failure);
      call.setStatus(failure.equals("caller_fault") ? StatusCode.UNSET : StatusCode.ERROR, "no");
    }
    if (thrown != null) {
      call.recordException(thrown);
    }
    call.end();
  }

  private static List<String> tags(JsonNode tags) {
    List<String> values = new ArrayList<>();
    TAGS.forEach(tag -> values.add(tags.path(tag).asText()));
    return values;
  }

  private static List<String> values(JsonNode attributes) {
    List<String> values = new ArrayList<>();
    TAGS.forEach(tag -> values.add(attributes.path(tag).path("value").asText()));
    return values;
  }
}
