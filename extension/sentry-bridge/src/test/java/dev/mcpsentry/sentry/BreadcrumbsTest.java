package dev.mcpsentry.sentry;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What issues say of what led to them. */
class BreadcrumbsTest {

  @Test
  void issue_carriesWhatHappenedInItsTraceOldestFirst() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        Span call = sdk.toolCall("divide", Context.root());
        Context context = Context.root().with(call);
        log(sdk, Severity.DEBUG, "not worth it", context);
        log(sdk, Severity.INFO, "dividing token=abc", context);
        sdk.tracer()
            .spanBuilder("GET")
            .setParent(context)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("http.request.method", "GET")
            .setAttribute("url.full", "http://prices.example/7?api_key=hunter2")
            .setAttribute("http.response.status_code", 503)
            .startSpan()
            .end();
        sdk.tracer()
            .spanBuilder("SELECT orders")
            .setParent(context)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("db.system.name", "postgresql")
            .setAttribute("db.query.text", "select * from orders where id = ?")
            .startSpan()
            .end();
        call.addEvent("notifications/progress");
        log(sdk, Severity.WARN, "about to fail", context);
        fail(call);
        Span other = sdk.toolCall("other", Context.root());
        log(sdk, Severity.INFO, "of another trace", Context.root().with(other));
        other.end();
      }
      assertThat(ingest.faults()).isEmpty();
      List<JsonNode> crumbs = crumbs(ingest, 0);
      assertThat(crumbs)
          .extracting(crumb -> crumb.path("category").asText())
          .containsExactly("shop", "http", "db.query", "mcp.notification", "shop");
      assertThat(crumbs.get(0).path("message").asText()).isEqualTo("dividing token=[Filtered]");
      assertThat(crumbs.get(1).path("type").asText()).isEqualTo("http");
      assertThat(crumbs.get(1).path("data").path("status_code").asInt()).isEqualTo(503);
      assertThat(crumbs.get(2).path("message").asText()).startsWith("select * from orders");
      assertThat(crumbs.get(4).path("level").asText()).isEqualTo("warning");
      assertThat(ingest.payloads("event").toString()).doesNotContain("hunter2", "token=abc");
    }
  }

  @ParameterizedTest
  @CsvSource({"http, s-1, s-1, 3", "http, s-1, s-2, 0", "stdio,,, 3"})
  void issue_carriesTheCallsOfItsSession(String transport, String one, String other, int seen)
      throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        call(sdk, "initialize", transport, one).end();
        Span listed = call(sdk, "tools/list", transport, one);
        listed.addEvent("notifications/message");
        listed.end();
        fail(call(sdk, "tools/call", transport, other));
      }
      assertThat(crumbs(ingest, 0))
          .extracting(crumb -> crumb.path("category").asText())
          .isEqualTo(List.of("mcp.session", "mcp.notification", "mcp.request").subList(0, seen));
    }
  }

  @Test
  void eventsOfSpans_areBreadcrumbs() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        Span call = sdk.toolCall("divide", Context.root());
        call.addEvent(
            "cache.miss",
            Attributes.builder()
                .put("shelf", "b")
                .put("age", 7)
                .put("fresh", false)
                .put("ratio", Double.NaN)
                .put("password", "hunter2")
                .put("note", "token=abc123")
                .put("user.email", "a@b.example")
                .put(stringArrayKey("command"), "--password", "hunter2")
                .build());
        Span below =
            sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan();
        below.recordException(new IllegalStateException("not a breadcrumb"));
        for (int i = 0; i < 50; i++) {
          below.addEvent("step " + i);
        }
        below.end();
        fail(call);
      }
      assertThat(ingest.faults()).isEmpty();
      List<JsonNode> crumbs = crumbs(issueOfAnOperation(ingest));
      assertThat(crumbs)
          .extracting(crumb -> crumb.path("message").asText())
          .hasSize(21)
          .startsWith("cache.miss", "step 30")
          .endsWith("step 49");
      JsonNode miss = crumbs.get(0);
      assertThat(miss.path("category").asText()).isEqualTo("span.event");
      assertThat(miss.path("level").asText()).isEqualTo("info");
      assertThat(miss.path("data").properties())
          .extracting(Object::toString)
          .containsExactlyInAnyOrder(
              "shelf=\"b\"",
              "age=7",
              "fresh=false",
              "ratio=\"NaN\"",
              "password=\"[Filtered]\"",
              "note=\"token=[Filtered]\"",
              "command=[\"--password\",\"[Filtered]\"]");
    }
  }

  @Test
  void loggedFailure_carriesWhatWasLoggedBefore() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        Span call = sdk.toolCall("divide", Context.root());
        Context context = Context.root().with(call);
        for (int i = 0; i < 150; i++) {
          log(sdk, Severity.INFO, "step " + i, context);
        }
        log(sdk, Severity.ERROR, "lost", context);
        call.end();
      }
      List<JsonNode> crumbs = crumbs(ingest, 0);
      assertThat(crumbs).hasSize(100);
      assertThat(crumbs)
          .extracting(crumb -> crumb.path("message").asText())
          .contains("step 60", "step 149")
          .doesNotContain("step 40", "lost");
    }
  }

  private static Span call(TestSdk sdk, String method, String transport, @Nullable String session) {
    Span span =
        sdk.tracer()
            .spanBuilder(method)
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(McpAttributes.MCP_METHOD_NAME, method)
            .setAttribute(McpAttributes.APP_TRANSPORT, transport)
            .startSpan();
    if (session != null) {
      span.setAttribute(McpAttributes.MCP_SESSION_ID, session);
    }
    return span;
  }

  private static void fail(Span call) {
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.setStatus(StatusCode.ERROR);
    call.recordException(new IllegalStateException("closed"));
    call.end();
  }

  private static void log(TestSdk sdk, Severity severity, String body, Context context) {
    sdk.logger("shop")
        .logRecordBuilder()
        .setContext(context)
        .setSeverity(severity)
        .setBody(body)
        .emit();
  }

  private static List<JsonNode> crumbs(FakeIngest ingest, int event) {
    return crumbs(ingest.payloads("event").get(event));
  }

  private static JsonNode issueOfAnOperation(FakeIngest ingest) {
    return ingest.payloads("event").stream()
        .filter(event -> event.toString().contains("auto.ai.mcp_server"))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> crumbs(JsonNode event) {
    JsonNode crumbs = event.path("breadcrumbs");
    return StreamSupport.stream(
            (crumbs.has("values") ? crumbs.path("values") : crumbs).spliterator(), false)
        .toList();
  }
}
