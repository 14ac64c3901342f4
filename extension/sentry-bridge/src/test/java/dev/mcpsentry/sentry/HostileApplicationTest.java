package dev.mcpsentry.sentry;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans that leak, exceptions that throw, names without end: the rest is still told. */
class HostileApplicationTest {

  private static final int MEBIBYTE = 1 << 20;

  private static final int MORE_THAN_ARE_FOLLOWED = 20_001;

  @Test
  void spansThatNeverEnd_silenceNeitherIssuesNorTransactions() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        for (int i = 0; i < MORE_THAN_ARE_FOLLOWED; i++) {
          sdk.toolCall("leak", Context.root());
        }
        for (int i = 0; i < 100; i++) {
          fail(sdk, new IllegalStateException("boom " + i));
        }
        sdk.flush();
        assertThat(ingest.items("event")).hasSize(100);
        assertThat(ingest.items("transaction")).hasSize(100);

        await().until(() -> isFollowedWithItsChildren(sdk, ingest));
      }
      assertThat(ingest.faults()).isEmpty();
    }
  }

  private static boolean isFollowedWithItsChildren(TestSdk sdk, FakeIngest ingest) {
    Span call = sdk.toolCall("next", Context.root());
    sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan().end();
    call.end();
    sdk.flush();
    return ingest.payloads("transaction").stream().anyMatch(tx -> tx.path("spans").size() == 1);
  }

  @Test
  void exceptionThatCannotTellItsMessage_costsItsIssueOnly() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        fail(
            sdk,
            new RuntimeException() {
              @Override
              public String getMessage() {
                if (Thread.currentThread().getName().equals("mcp-sentry-bridge")) {
                  throw new AssertionError("no message for you");
                }
                return "boom";
              }
            });
        fail(sdk, new IllegalStateException("boom"));
      }
      assertThat(ingest.items("transaction")).hasSize(2);
      assertThat(ingest.items("event")).hasSize(1);
      assertThat(ingest.discarded("internal_sdk_error", "error")).isEqualTo(1);
    }
  }

  @Test
  void exceptionsWithoutEnd_fitIntoAnEvent() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        IllegalStateException many = new IllegalStateException("outermost", recursion(2_000));
        for (int i = 0; i < 500; i++) {
          many.addSuppressed(recursion(900));
        }
        fail(sdk, many);
      }
      JsonNode event = ingest.payloads("event").get(0);
      assertThat(event.toString().length()).isLessThan(1 << 20);
      JsonNode values = event.path("exception").path("values");
      assertThat(values.get(values.size() - 1).path("value").asText()).isEqualTo("outermost");
    }
  }

  private static Exception recursion(int depth) {
    return depth == 0 ? new Exception("deep") : recursion(depth - 1);
  }

  @Test
  void nameWithoutEnd_isCappedEverywhere() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        sdk.tracer()
            .spanBuilder("n".repeat(1 << 20))
            .setSpanKind(SpanKind.INTERNAL)
            .startSpan()
            .end();
      }
      assertThat(ingest.payloads("transaction").get(0).toString().length()).isLessThan(10_000);
      assertThat(ingest.items("transaction").get(0).envelope().toString().length())
          .isLessThan(1_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"static", "stream", "otlp"})
  void spansOfManyMegabytes_areCutAndTaken(String lifecycle) throws Exception {
    String huge = "\u0001".repeat(16_000);
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.trace.lifecycle", lifecycle))) {
        Span call = sdk.toolCall("add", Context.root());
        for (int i = 0; i < 20; i++) {
          Span work =
              sdk.tracer().spanBuilder(huge).setParent(Context.root().with(call)).startSpan();
          inflate(work, huge);
          work.end();
        }
        inflate(call, huge);
        call.setStatus(StatusCode.ERROR, huge);
        call.end();
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(
              ingest.items("transaction").size()
                  + ingest.items("span").size()
                  + ingest.exports().size())
          .isPositive();
      assertThat(ingest.items())
          .allSatisfy(item -> assertThat(bytes(item)).as(item.type()).isLessThan(MEBIBYTE));
      for (byte[] export : ingest.exports()) {
        assertThat(export).hasSizeLessThan(10 * MEBIBYTE);
      }
    }
  }

  private static void inflate(Span span, String huge) {
    for (int i = 0; i < 100; i++) {
      span.setAttribute("attribute" + i, huge);
      span.setAttribute(huge + i, i);
      span.setAttribute(stringArrayKey("list" + i), Collections.nCopies(50, huge));
    }
    span.addEvent(huge, Attributes.of(stringKey("note"), huge));
  }

  private static int bytes(Item item) {
    return item.payload().toString().getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void flushAfterTheEnd_doesNotWait() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()));
      sdk.close();
      long start = System.nanoTime();
      sdk.flush();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static void fail(TestSdk sdk, Throwable thrown) {
    Span call = sdk.toolCall("divide", Context.root());
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.setStatus(StatusCode.ERROR);
    call.recordException(thrown);
    call.end();
  }
}
