package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.propagation.MetaPropagation;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenTelemetry does not sample: heard by Sentry, and by nobody else. */
class DroppedOperationsTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final int CALLS = 20;

  @ParameterizedTest
  @CsvSource({
    "always_off, 1, ''",
    "parentbased_always_off, 1, ''",
    "traceidratio, 0, ''",
    "parentbased_traceidratio, 0, ''",
    "parentbased_always_on, 1, 00-" + TRACE + "-" + SPAN + "-00",
  })
  void failures_areHeardAllTheSame(String sampler, String ratio, String traceparent)
      throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(properties(ingest, sampler, ratio))) {
        MetaPropagation meta = MetaPropagation.of(sdk.propagator());
        for (int i = 0; i < CALLS; i++) {
          Context parent = meta.extract(Context.root(), Map.of("traceparent", traceparent));
          fail(sdk.toolCall("divide", parent));
        }
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.items("transaction")).isEmpty();
      assertThat(crashed(ingest)).isEqualTo(CALLS);
      assertThat(ingest.items("event")).hasSize(CALLS);
      for (Item item : ingest.items("event")) {
        assertThat(item.envelope().path("trace").path("sampled").asText()).isEqualTo("false");
        assertThat(item.payload().path("exception").path("values").get(0).path("value").asText())
            .isEqualTo("by zero");
      }
      assertThat(ingest.discarded("sample_rate", "transaction")).isEqualTo(CALLS);
      assertThat(ingest.discarded("sample_rate", "span")).isEqualTo(CALLS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0", "-1", ""})
  void sentrysOwnDecision_isNoneOfOpenTelemetrys(String flag) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      InMemorySpanExporter exporter = InMemorySpanExporter.create();
      try (TestSdk sdk =
          new TestSdk(properties(ingest, "parentbased_always_on", "1"), exporting(exporter))) {
        MetaPropagation meta = MetaPropagation.of(sdk.propagator());
        for (int i = 0; i < CALLS; i++) {
          Map<String, String> sent = Map.of("sentry-trace", TRACE + "-" + SPAN + flag);
          fail(sdk.toolCall("divide", meta.extract(Context.root(), sent)));
        }
        assertThat(exporter.getFinishedSpanItems()).hasSize(CALLS);
      }
      assertThat(ingest.items("event")).hasSize(CALLS);
      assertThat(crashed(ingest)).isEqualTo(CALLS);
      assertThat(ingest.items("transaction")).hasSize(flag.equals("-0") ? 0 : CALLS);
      assertThat(ingest.discarded("sample_rate", "transaction"))
          .isEqualTo(flag.equals("-0") ? CALLS : 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "always_on, 1",
    "always_off, 1",
    "traceidratio, 0.5",
    "parentbased_traceidratio, 0",
    "parentbased_traceidratio, 0.5",
    "parentbased_always_off, 1",
    "parentbased_always_on, 1",
  })
  void exportersAndPeers_seeTheSameAsWithoutUs(String sampler, String ratio) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      Map<String, String> with = properties(ingest, sampler, ratio);
      Map<String, String> without = new HashMap<>(with);
      without.remove("sentry.dsn");
      without.put("otel.traces.exporter", "none");
      without.put("otel.metrics.exporter", "none");
      without.put("otel.logs.exporter", "none");

      assertThat(seen(with)).isEqualTo(seen(without));
    }
  }

  private static List<String> seen(Map<String, String> properties) {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    List<String> seen = new ArrayList<>();
    try (TestSdk sdk = new TestSdk(properties, exporting(exporter))) {
      MetaPropagation meta = MetaPropagation.of(sdk.propagator());
      for (int i = 0; i < 8; i++) {
        for (String traceparent :
            List.of("", "00-" + TRACE + "-" + SPAN + "-00", "00-" + TRACE + "-" + SPAN + "-01")) {
          Span http =
              sdk.tracer()
                  .spanBuilder("POST /mcp")
                  .setNoParent()
                  .setSpanKind(SpanKind.SERVER)
                  .startSpan();
          Context around = Context.root().with(http);
          Span call =
              sdk.toolCall(
                  "add",
                  meta.extract(around, Map.of("traceparent", traceparent, "tracestate", "a=b")));
          Context inside = Context.root().with(call);
          Span work = sdk.tracer().spanBuilder("work").setParent(inside).startSpan();
          for (Context context : List.of(inside, inside.with(work))) {
            Map<String, String> headers = new HashMap<>();
            sdk.propagator().inject(context, headers, Map::put);
            seen.add(headers.toString());
          }
          work.end();
          fail(call);
          http.end();
        }
      }
      exporter
          .getFinishedSpanItems()
          .forEach(
              span ->
                  seen.add(
                      span.getName()
                          + span.getSpanContext()
                          + span.getParentSpanContext()
                          + span.getAttributes()
                          + span.getLinks()));
    }
    return seen;
  }

  @Test
  void childThatIsSampledNonetheless_isSentOnItsOwn() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(
              Map.of("sentry.dsn", ingest.dsn()),
              builder -> builder.addSamplerCustomizer((s, c) -> new NoServers()))) {
        Span call = sdk.toolCall("add", Context.root());
        Span work =
            sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan();
        work.end();
        sdk.flush();
        assertThat(ingest.payloads("transaction"))
            .as("without waiting for what is not sent")
            .extracting(transaction -> transaction.path("transaction").asText())
            .containsExactly("work");
        call.end();
      }
      assertThat(ingest.items("transaction")).hasSize(1);
    }
  }

  @Test
  void withoutDsn_samplersAreAsTheyWere() {
    try (TestSdk sdk =
        new TestSdk(
            Map.of(
                "otel.traces.sampler", "always_off",
                "otel.traces.exporter", "none",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none"))) {
      assertThat(sdk.toolCall("add", Context.root()).isRecording()).isFalse();
    }
  }

  private static Consumer<AutoConfiguredOpenTelemetrySdkBuilder> exporting(
      InMemorySpanExporter exporter) {
    return builder ->
        builder.addTracerProviderCustomizer(
            (provider, config) ->
                provider
                    .setIdGenerator(new CountedIds())
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter)));
  }

  private static Map<String, String> properties(FakeIngest ingest, String sampler, String ratio) {
    return Map.of(
        "sentry.dsn",
        ingest.dsn(),
        "sentry.release",
        "1.2",
        "otel.traces.sampler",
        sampler,
        "otel.traces.sampler.arg",
        ratio);
  }

  private static void fail(Span call) {
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.setStatus(StatusCode.ERROR);
    call.recordException(new ArithmeticException("by zero"));
    call.end();
  }

  private static int crashed(FakeIngest ingest) {
    int crashed = 0;
    for (JsonNode sessions : ingest.payloads("sessions")) {
      for (JsonNode bucket : sessions.path("aggregates")) {
        crashed += bucket.path("crashed").asInt();
      }
    }
    return crashed;
  }

  /** Somebody's sampler that asks for the kind only. */
  private static final class NoServers implements Sampler {

    @Override
    public SamplingResult shouldSample(
        Context parentContext,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      return kind == SpanKind.SERVER ? SamplingResult.drop() : SamplingResult.recordAndSample();
    }

    @Override
    public String getDescription() {
      return "NoServers";
    }
  }
}
