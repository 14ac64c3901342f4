package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.propagation.MetaPropagation;
import dev.mcpsentry.telemetry.propagation.SentryExtraction;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces that a Sentry SDK elsewhere began. */
class ContinuedTracesTest {

  // by its trace id it would be the last to be sampled
  private static final String TRACE = "0af7651916cd43dd84ffffffffffffff";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String HEAD =
      "sentry-environment=web,sentry-public_key=49d0f7386ad645858ae85020e393bef3,"
          + "sentry-release=shop%401.0,sentry-sample_rand=0.2,sentry-sample_rate=0.25,"
          + "sentry-transaction=GET%20%2Fcart,sentry-trace_id="
          + TRACE;
  private static final String CONTEXT =
      """
      {"environment":"web","public_key":"49d0f7386ad645858ae85020e393bef3","release":"shop@1.0",
       "sample_rand":"0.2","sample_rate":"0.25","transaction":"GET /cart","trace_id":"%s"%s}\
      """;

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.1", "1"})
  void traceThatWasSampled_isSentWhateverTheRate(String rate) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      failBelow(ingest, rate, "-1", HEAD + ",sentry-sampled=true");

      JsonNode head = head(",\"sampled\":\"true\"");
      assertThat(ingest.items("transaction")).hasSize(1);
      assertThat(ingest.items("transaction").get(0).envelope().path("trace")).isEqualTo(head);
      assertThat(ingest.items("event").get(0).envelope().path("trace")).isEqualTo(head);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.1", "1"})
  void traceThatWasNotSampled_isNotSentWhateverTheRate(String rate) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      failBelow(ingest, rate, "-0", HEAD + ",sentry-sampled=false");

      assertThat(ingest.items("transaction")).isEmpty();
      assertThat(ingest.discarded("sample_rate", "transaction")).isEqualTo(1);
      assertThat(ingest.items("event").get(0).envelope().path("trace"))
          .isEqualTo(head(",\"sampled\":\"false\""));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0", "0.3, 1"})
  void decisionThatWasLeftToUs_isMadeWithTheHeadsNumber(String rate, int sent) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      failBelow(ingest, rate, "", HEAD);

      assertThat(ingest.items("transaction")).hasSize(sent);
      assertThat(ingest.items("event").get(0).envelope().path("trace")).isEqualTo(head(""));
    }
  }

  @Test
  void streamedSpansOfAnSdkWithoutSamplingContext_haveWhatTheyNeed() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.trace.lifecycle", "stream"))) {
        Map<String, String> meta =
            Map.of("sentry-trace", TRACE + "-" + SPAN + "-1", "baggage", "tenant=a");
        Context parent = MetaPropagation.of(sdk.propagator()).extract(Context.root(), meta);
        sdk.toolCall("add", parent).end();
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.items("span").get(0).envelope().path("trace").toString())
          .isEqualTo("{\"trace_id\":\"" + TRACE + "\",\"public_key\":\"publickey\"}");
    }
  }

  @Test
  void sdkWithoutSamplingContext_hasNone() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      failBelow(ingest, "0.1", "-1", "tenant=a");

      assertThat(ingest.items("transaction")).hasSize(1);
      assertThat(ingest.items("transaction").get(0).envelope().has("trace")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 1", "-0, 1, 0"})
  void decisionMadeOnTheWay_countsAndChangesNoEntry(String flag, String rate, int sent)
      throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      failBelow(ingest, rate, flag, HEAD);

      assertThat(ingest.items("transaction")).hasSize(sent);
      assertThat(ingest.items("event").get(0).envelope().path("trace")).isEqualTo(head(""));
    }
  }

  @Test
  void brokenOrSecretValues_doNotLeave() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      failBelow(
          ingest,
          "1",
          "-1",
          HEAD.replace("0.25", "lots").replace("shop%401.0", "token%3Dabc123") + ",sentry-x=%00y");

      JsonNode trace = ingest.items("event").get(0).envelope().path("trace");
      assertThat(trace.path("release").asText()).isEqualTo("token=[Filtered]");
      assertThat(trace.has("sample_rate")).isFalse();
      assertThat(trace.has("x")).isFalse();
    }
  }

  @Test
  void ownHead_isTheSameForIssueAndTransaction() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        fail(sdk.toolCall("divide", Context.root()));
      }
      JsonNode trace = ingest.items("transaction").get(0).envelope().path("trace");
      assertThat(ingest.items("event").get(0).envelope().path("trace")).isEqualTo(trace);
      assertThat(trace.path("public_key").asText()).isEqualTo("publickey");
      assertThat(trace.path("sample_rand").asText()).matches("0\\.[0-9]{6}");
    }
  }

  @Test
  void httpRequestOfASentrySdk_isContinued() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.traces.sample.rate", "0"))) {
        Context parent =
            sdk.propagator()
                .extract(
                    Context.root(),
                    Map.of(
                        "sentry-trace", TRACE + "-" + SPAN + "-1",
                        "baggage", HEAD + ",sentry-sampled=true"),
                    Headers.INSTANCE);
        Span http =
            sdk.tracer()
                .spanBuilder("POST /mcp")
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "POST")
                .startSpan();
        sdk.toolCall("add", parent.with(http)).end();
        http.end();
      }
      assertThat(ingest.items("transaction"))
          .hasSize(2)
          .allSatisfy(
              item ->
                  assertThat(item.envelope().path("trace"))
                      .isEqualTo(head(",\"sampled\":\"true\"")));
    }
  }

  @Test
  void traceparentOfAnHttpRequest_winsOverSentryTrace() throws Exception {
    try (FakeIngest ingest = new FakeIngest();
        TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
      Context context =
          sdk.propagator()
              .extract(
                  Context.root(),
                  Map.of(
                      "traceparent", "00-" + "1".repeat(32) + "-" + SPAN + "-00",
                      "sentry-trace", TRACE + "-" + SPAN + "-1"),
                  Headers.INSTANCE);

      assertThat(Span.fromContext(context).getSpanContext().getTraceId()).isEqualTo("1".repeat(32));
      assertThat(Span.fromContext(context).getSpanContext().isSampled()).isFalse();
    }
  }

  @Test
  void otherFormats_areLeftAlone() {
    TextMapPropagator none = TextMapPropagator.noop();

    assertThat(SentryTracePropagator.joining(none, new SentryExtraction(null))).isSameAs(none);
  }

  @ParameterizedTest
  @CsvSource({"none, true", "otlp, false"})
  void tracesThatOthersSeeToo_keepTheirParent(String exporter, boolean joined) {
    Map<String, String> config =
        Map.of(
            "sentry.dsn",
            "https://key@host/1",
            "otel.traces.exporter",
            exporter,
            "otel.instrumentation.mcp.routes",
            "off");
    TextMapPropagator configured = W3CBaggagePropagator.getInstance();

    TextMapPropagator propagator =
        new Installation(new StderrLog())
            .propagator(configured, DefaultConfigProperties.createFromMap(config));

    assertThat(propagator != configured).isEqualTo(joined);
  }

  private static void failBelow(FakeIngest ingest, String rate, String flag, String baggage) {
    try (TestSdk sdk =
        new TestSdk(
            Map.of(
                "sentry.dsn",
                ingest.dsn(),
                "sentry.traces.sample.rate",
                rate,
                "sentry.sampling",
                "errors=0"))) {
      Map<String, String> meta =
          Map.of("sentry-trace", TRACE + "-" + SPAN + flag, "baggage", baggage);
      Context parent = MetaPropagation.of(sdk.propagator()).extract(Context.root(), meta);
      fail(sdk.toolCall("divide", parent));
    }
    assertThat(ingest.faults()).isEmpty();
    assertThat(ingest.items("event")).hasSize(1);
  }

  private static void fail(Span call) {
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.setStatus(StatusCode.ERROR);
    call.recordException(new ArithmeticException("by zero"));
    call.end();
  }

  private static JsonNode head(String more) throws Exception {
    return new ObjectMapper().readTree(CONTEXT.formatted(TRACE, more));
  }
}
