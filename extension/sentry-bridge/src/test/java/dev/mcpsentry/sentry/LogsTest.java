package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the application logs, as Sentry gets it. */
class LogsTest {

  @Test
  void record_isALogInItsTraceWithWhatIsKnownOfIt() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      Span call;
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.release", "1.2"))) {
        call = sdk.toolCall("add", Context.root());
        log(sdk, "shop.Orders", Severity.INFO, "order 7 token=xyzzy", Context.root().with(call))
            .setAttribute(AttributeKey.longKey("order"), 7L)
            .setAttribute(AttributeKey.stringKey("log.body.template"), "order {} {}")
            .setAttribute(AttributeKey.stringKey("password"), "hunter2")
            .emit();
        call.end();
      }
      assertThat(ingest.faults()).isEmpty();
      Item item = ingest.items("log").get(0);
      assertThat(item.header().path("content_type").asText())
          .isEqualTo("application/vnd.sentry.items.log+json");
      assertThat(item.header().path("item_count").asInt()).isEqualTo(1);
      assertThat(item.envelope().has("trace")).isFalse();
      JsonNode log = item.payload().path("items").get(0);
      assertThat(log.path("trace_id").asText()).isEqualTo(call.getSpanContext().getTraceId());
      assertThat(log.path("span_id").asText()).isEqualTo(call.getSpanContext().getSpanId());
      assertThat(log.path("level").asText()).isEqualTo("info");
      assertThat(log.path("severity_number").asInt()).isEqualTo(9);
      assertThat(log.path("body").asText()).isEqualTo("order 7 token=[Filtered]");
      assertThat(log.path("timestamp").asDouble()).isPositive();
      assertThat(attribute(log, "order")).isEqualTo("7");
      assertThat(log.path("attributes").path("order").path("type").asText()).isEqualTo("integer");
      assertThat(attribute(log, "logger.name")).isEqualTo("shop.Orders");
      assertThat(attribute(log, "sentry.release")).isEqualTo("1.2");
      assertThat(attribute(log, "sentry.environment")).isEqualTo("production");
      assertThat(attribute(log, "sentry.message.template")).isEqualTo("order {} {}");
      assertThat(item.payload().toString()).doesNotContain("hunter2", "xyzzy");
    }
  }

  @Test
  void level_isInfoUnlessSaidOtherwise() throws Exception {
    assertThat(bodies(Map.of())).containsExactly("info", "warn", "error");
    assertThat(bodies(Map.of("sentry.logs.level", "warn"))).containsExactly("warn", "error");
    assertThat(bodies(Map.of("sentry.logs.level", "debug"))).hasSize(4);
    assertThat(bodies(Map.of("sentry.logs.enabled", "false"))).isEmpty();
    assertThat(bodies(Map.of("sentry.enable.logs", "false"))).isEmpty();
  }

  private static List<String> bodies(Map<String, String> settings) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      Map<String, String> all = new HashMap<>(settings);
      all.put("sentry.dsn", ingest.dsn());
      try (TestSdk sdk = new TestSdk(all)) {
        for (Severity severity :
            List.of(Severity.DEBUG, Severity.INFO, Severity.WARN, Severity.ERROR)) {
          String body = severity.name().toLowerCase(Locale.ROOT);
          log(sdk, "shop", severity, body, Context.root()).emit();
        }
      }
      assertThat(ingest.items("event")).hasSize(1);
      return logs(ingest).stream().map(log -> log.path("body").asText()).toList();
    }
  }

  @Test
  void error_isAnIssueWithTheStackOfItsException() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        log(sdk, "shop.Orders", Severity.ERROR, "order 7 failed", Context.root())
            .setException(new IllegalStateException("closed", new RuntimeException("deep")))
            .emit();
      }
      assertThat(ingest.faults()).isEmpty();
      JsonNode event = ingest.payloads("event").get(0);
      JsonNode thrown = event.path("exception").path("values").get(1);
      assertThat(thrown.path("type").asText()).isEqualTo("IllegalStateException");
      assertThat(thrown.path("stacktrace").path("frames")).isNotEmpty();
      assertThat(thrown.path("mechanism").path("handled").asBoolean()).isTrue();
      assertThat(event.path("logger").asText()).isEqualTo("shop.Orders");
      assertThat(event.path("level").asText()).isEqualTo("error");
      assertThat(event.has("fingerprint")).isFalse();
      assertThat(logs(ingest).toString())
          .contains("IllegalStateException")
          .doesNotContain("exception.stacktrace");
    }
  }

  @Test
  void errorWithoutException_isGroupedByLoggerAndTemplate() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        log(sdk, "shop", Severity.ERROR, "order 7 is lost", Context.root())
            .setAttribute(AttributeKey.stringKey("log.body.template"), "order {} is lost")
            .emit();
      }
      JsonNode event = ingest.payloads("event").get(0);
      assertThat(event.path("fingerprint"))
          .extracting(JsonNode::asText)
          .containsExactly("log", "shop", "order {} is lost");
      assertThat(event.path("message").path("formatted").asText()).isEqualTo("order 7 is lost");
      assertThat(event.has("exception")).isFalse();
    }
  }

  @Test
  void exceptionThatItsOperationReports_isOneIssue() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        Span call = sdk.toolCall("divide", Context.root());
        Exception thrown = new IllegalStateException("closed");
        log(sdk, "shop", Severity.ERROR, "failed", Context.root().with(call))
            .setException(new RuntimeException("wrapped by whoever logs", thrown))
            .emit();
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR);
        call.recordException(thrown);
        call.end();
        log(sdk, "http", Severity.ERROR, "request failed", Context.root())
            .setException(thrown)
            .emit();
      }
      assertThat(ingest.items("event")).hasSize(1);
      assertThat(ingest.payloads("event").get(0).toString()).contains("auto.ai.mcp_server");
      assertThat(logs(ingest)).hasSize(2);
    }
  }

  @Test
  void exceptionThatItsOperationHandled_isAnIssueOfTheOperation() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      String traceId;
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        Span call = sdk.toolCall("divide", Context.root());
        traceId = call.getSpanContext().getTraceId();
        log(sdk, "shop", Severity.ERROR, "failed", Context.root().with(call))
            .setException(new IllegalStateException("closed"))
            .emit();
        call.end();
      }
      assertThat(ingest.items("event")).hasSize(1);
      JsonNode event = ingest.payloads("event").get(0);
      assertThat(event.path("contexts").path("trace").path("trace_id").asText()).isEqualTo(traceId);
    }
  }

  @Test
  void whatOperationsSayOfTheirFailure_isALogAndNoIssue() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        log(sdk, "dev.mcpsentry", Severity.ERROR, "MCP tools/call: transport", Context.root())
            .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
            .emit();
      }
      assertThat(ingest.items("event")).isEmpty();
      assertThat(logs(ingest)).hasSize(1);
    }
  }

  @Test
  void flood_isBoundedAndCounted() throws Exception {
    int lines = 60_000;
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        for (int i = 0; i < lines; i++) {
          log(sdk, "shop", Severity.INFO, "line " + i, Context.root()).emit();
        }
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(
                () -> {
                  sdk.flush();
                  assertThat(logs(ingest).size() + droppedLogs(ingest)).isEqualTo(lines);
                });
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.items("log"))
          .allSatisfy(item -> assertThat(item.payload().path("items").size()).isBetween(1, 100));
    }
  }

  private static long droppedLogs(FakeIngest ingest) {
    return ingest.discarded("buffer_overflow", "log_item")
        + ingest.discarded("queue_overflow", "log_item");
  }

  @Test
  void hugeRecords_areCut() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        LogRecordBuilder record =
            log(sdk, "shop", Severity.INFO, "word ".repeat(2_000_000), Context.root());
        for (int i = 0; i < 10_000; i++) {
          record.setAttribute(AttributeKey.stringKey("mdc" + i), "v".repeat(2_000));
        }
        record.emit();
        sdk.flush();
        log(sdk, "shop", Severity.INFO, "after", Context.root()).emit();
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(logs(ingest)).hasSize(2);
      assertThat(ingest.payloads("log").toString().length()).isLessThan(1_000_000);
    }
  }

  @Test
  void ownThreads_areNotHeard() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      AtomicInteger asked = new AtomicInteger();
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        Span call = sdk.toolCall("divide", Context.root());
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR);
        call.recordException(
            new RuntimeException() {
              @Override
              public String getMessage() {
                if (Thread.currentThread().getName().startsWith("mcp-sentry-")) {
                  asked.incrementAndGet();
                  log(sdk, "shop", Severity.ERROR, "asked", Context.root()).emit();
                }
                return "spoken";
              }
            });
        call.end();
      }
      assertThat(asked.get()).isPositive();
      assertThat(ingest.items("event")).hasSize(1);
      assertThat(logs(ingest)).isEmpty();
    }
  }

  @Test
  void exceptionThatCannotSpeak_harmsNobody() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        log(sdk, "shop", Severity.WARN, "failed", Context.root())
            .setException(
                new RuntimeException() {
                  @Override
                  public String getMessage() {
                    throw new IllegalStateException("no words");
                  }
                })
            .emit();
      }
      assertThat(logs(ingest)).hasSize(1);
    }
  }

  private static LogRecordBuilder log(
      TestSdk sdk, String logger, Severity severity, String body, Context context) {
    return sdk.logger(logger)
        .logRecordBuilder()
        .setContext(context)
        .setSeverity(severity)
        .setBody(body);
  }

  private static List<JsonNode> logs(FakeIngest ingest) {
    return ingest.payloads("log").stream()
        .flatMap(payload -> StreamSupport.stream(payload.path("items").spliterator(), false))
        .toList();
  }

  private static String attribute(JsonNode log, String key) {
    return log.path("attributes").path(key).path("value").asText();
  }
}
