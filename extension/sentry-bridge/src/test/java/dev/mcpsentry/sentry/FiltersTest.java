package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user does not want to hear of, over the real SDK. */
class FiltersTest {

  private FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() {
    assertThat(ingest.faults()).isEmpty();
    ingest.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "static", "otlp"})
  void ignoredTransaction_isNotSentNorWhatIsInside(String lifecycle) throws IOException {
    try (TestSdk sdk =
        sdk(
            "sentry.trace.lifecycle",
            lifecycle,
            "sentry.ignored.transactions",
            "GET /health*, tools/call noisy",
            "sentry.sampling",
            "health=1")) {
      Span health = http(sdk, "GET", "/health/live");
      work(sdk, "in health", health);
      Span late =
          sdk.tracer()
              .spanBuilder("late in health")
              .setParent(Context.root().with(health))
              .startSpan();
      health.end();
      late.end();
      Span noisy = sdk.toolCall("noisy", Context.root());
      work(sdk, "in noisy", noisy);
      noisy.end();

      // what carries a call that is told, and what carries one that is not
      Span post = http(sdk, "POST", "/mcp");
      Span call = sdk.toolCall("add", Context.root().with(post));
      work(sdk, "in add", call);
      call.end();
      Span again = sdk.toolCall("noisy", Context.root().with(post));
      again.end();
      post.end();
    }
    assertThat(names()).containsExactlyInAnyOrder("POST /mcp", "tools/call add", "in add");
    assertThat(ingest.discarded("ignored", "span")).isEqualTo(6);
    if (lifecycle.equals("static")) {
      assertThat(ingest.discarded("ignored", "transaction")).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void ignoredTransaction_stillHasItsIssuesAndCounts() {
    try (TestSdk sdk = sdk("sentry.ignored.transactions", "tools/*", "sentry.release", "shop@1")) {
      fail(sdk, new IllegalStateException("boom"));
    }
    assertThat(ingest.items("transaction")).isEmpty();
    assertThat(ingest.items("event")).hasSize(1);
    assertThat(crashed()).isEqualTo(1);
  }

  @Test
  void ignoredException_leavesTheSpanAnError() {
    try (TestSdk sdk =
        sdk(
            "sentry.ignored.exceptions.for.type",
            "java.lang.IllegalState*",
            "sentry.release",
            "shop@1")) {
      fail(sdk, new RuntimeException(new IllegalStateException("boom")));
    }
    assertThat(ingest.items("event")).isEmpty();
    assertThat(ingest.discarded("ignored", "error")).isEqualTo(1);
    JsonNode trace = ingest.payloads("transaction").get(0).path("contexts").path("trace");
    assertThat(trace.path("status").asText()).isEqualTo("internal_error");
    assertThat(crashed()).isZero();
  }

  @Test
  void ignoredLogger_isNeitherLogNorIssueNorBreadcrumb() {
    try (TestSdk sdk = sdk("sentry.ignored.loggers", "org.noisy.*,exact")) {
      Span call = sdk.toolCall("add", Context.root());
      for (String logger : List.of("org.noisy.Pool", "exact", "exactly")) {
        sdk.logger(logger)
            .logRecordBuilder()
            .setContext(Context.root().with(call))
            .setSeverity(Severity.ERROR)
            .setBody("from " + logger)
            .emit();
      }
      sdk.logger("exact").logRecordBuilder().setSeverity(Severity.DEBUG).setBody("small").emit();
      call.end();
      fail(sdk, new IllegalStateException("boom"));
    }
    assertThat(ingest.payloads("log").toString()).contains("from exactly").doesNotContain("noisy");
    assertThat(ingest.items("event")).hasSize(2);
    assertThat(ingest.payloads("event").toString()).doesNotContain("from exact\"", "noisy");
    assertThat(ingest.discarded("ignored", "log_item")).isEqualTo(2);
    assertThat(ingest.discarded("ignored", "log_byte")).isPositive();
  }

  @Test
  void stormOfOneFailure_isHeldBackAndReported() {
    try (TestSdk sdk = sdk("sentry.same.issues.per.minute", "3")) {
      for (int i = 0; i < 20; i++) {
        fail(sdk, new IllegalStateException("attempt " + i));
      }
    }
    assertThat(ingest.items("event")).hasSize(3);
    assertThat(ingest.items("transaction")).hasSize(20);
    assertThat(ingest.discarded("event_processor", "error")).isEqualTo(17);
  }

  @Test
  void wrongSettings_areNamedAndLeaveTheRest() {
    try (TestSdk sdk =
        sdk("sentry.mcp.failures", "timout:level=info,tool_exception:level=warning")) {
      assertThat(sdk.stderr().get(0))
          .contains("SENTRY_MCP_FAILURES is not")
          .contains("'timout:level=info'");
      fail(sdk, new IllegalStateException("boom"));
    }
    assertThat(ingest.payloads("event").get(0).path("level").asText()).isEqualTo("warning");
  }

  private TestSdk sdk(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("sentry.dsn", ingest.dsn());
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new TestSdk(all);
  }

  private static Span http(TestSdk sdk, String method, String route) {
    Span span =
        sdk.tracer()
            .spanBuilder(method)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", method)
            .startSpan();
    span.setAttribute("http.route", route);
    span.updateName(method + " " + route);
    return span;
  }

  private static void work(TestSdk sdk, String name, Span parent) {
    sdk.tracer().spanBuilder(name).setParent(Context.root().with(parent)).startSpan().end();
  }

  private static void fail(TestSdk sdk, Throwable thrown) {
    Span call = sdk.toolCall("divide", Context.root());
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.setStatus(StatusCode.ERROR);
    call.recordException(thrown);
    call.end();
  }

  private int crashed() {
    int crashed = 0;
    for (JsonNode sessions : ingest.payloads("sessions")) {
      for (JsonNode bucket : sessions.path("aggregates")) {
        crashed += bucket.path("crashed").asInt();
      }
    }
    return crashed;
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode container : ingest.payloads("span")) {
      container.path("items").forEach(span -> names.add(span.path("name").asText()));
    }
    for (JsonNode transaction : ingest.payloads("transaction")) {
      names.add(transaction.path("transaction").asText());
      transaction.path("spans").forEach(span -> names.add(span.path("description").asText()));
    }
    for (byte[] export : ingest.exports()) {
      for (ResourceSpans resource :
          ExportTraceServiceRequest.parseFrom(export).getResourceSpansList()) {
        resource
            .getScopeSpansList()
            .forEach(scope -> scope.getSpansList().forEach(span -> names.add(span.getName())));
      }
    }
    return names;
  }
}
