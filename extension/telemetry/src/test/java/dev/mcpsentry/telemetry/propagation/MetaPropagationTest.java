package dev.mcpsentry.telemetry.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaPropagationTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final Context AMBIENT =
      Context.root()
          .with(
              Span.wrap(
                  SpanContext.create(
                      "11111111111111111111111111111111",
                      "2222222222222222",
                      TraceFlags.getSampled(),
                      TraceState.getDefault())));

  private final MetaPropagation propagation =
      new MetaPropagation(
          TextMapPropagator.composite(
              W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance()),
          new SentryExtraction("1"));

  @Test
  void traceparentTracestateAndBaggage_areRead() {
    Context context =
        propagation.extract(
            AMBIENT,
            Map.of(
                "traceparent", "00-" + TRACE + "-" + SPAN + "-01",
                "tracestate", "vendor=1",
                "baggage", "tenant=a"));

    SpanContext parent = Span.fromContext(context).getSpanContext();
    assertThat(parent.isRemote()).isTrue();
    assertThat(parent.getTraceId()).isEqualTo(TRACE);
    assertThat(parent.getSpanId()).isEqualTo(SPAN);
    assertThat(parent.getTraceState().get("vendor")).isEqualTo("1");
    assertThat(Baggage.fromContext(context).getEntryValue("tenant")).isEqualTo("a");
  }

  @Test
  void sentryTrace_isReadWithoutTraceparent() {
    Context context = propagation.extract(AMBIENT, Map.of("sentry-trace", TRACE + "-" + SPAN));

    assertThat(Span.fromContext(context).getSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(Span.fromContext(context).getSpanContext().isSampled()).isTrue();
  }

  @Test
  void sentryTrace_yieldsToTraceparent() {
    Context context =
        propagation.extract(
            AMBIENT,
            Map.of(
                "traceparent",
                "00-" + TRACE + "-" + SPAN + "-01",
                "sentry-trace",
                "33333333333333333333333333333333-4444444444444444-1"));

    assertThat(Span.fromContext(context).getSpanContext().getTraceId()).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @CsvSource({"-0, UNSAMPLED", "-1, SAMPLED", "'', DEFERRED", "-, DEFERRED"})
  void sentrysDecision_isNotOpenTelemetrys(String flag, SentryDecision decision) {
    Context context =
        propagation.extract(AMBIENT, Map.of("sentry-trace", TRACE + "-" + SPAN + flag));

    assertThat(Span.fromContext(context).getSpanContext().isSampled()).isTrue();
    assertThat(head(context).decision()).isEqualTo(decision);
    assertThat(head(context).isComplete()).isFalse();
  }

  @Test
  void openTelemetrysDecision_isNotSentrys() {
    Context context =
        propagation.extract(
            AMBIENT,
            Map.of(
                "traceparent", "00-" + TRACE + "-" + SPAN + "-00",
                "sentry-trace", TRACE + "-" + SPAN + "-1"));

    assertThat(Span.fromContext(context).getSpanContext().isSampled()).isFalse();
    assertThat(head(context).decision()).isEqualTo(SentryDecision.SAMPLED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void samplingContext_isReadWhateverThePropagators(boolean configured) {
    MetaPropagation meta =
        configured
            ? propagation
            : new MetaPropagation(TextMapPropagator.noop(), new SentryExtraction(null));

    Context context =
        meta.extract(
            Context.root(),
            Map.of(
                "sentry-trace", TRACE + "-" + SPAN + "-1",
                "baggage",
                    "sentry-public_key=k,sentry-release=a%20b,sentry-sampled=true,sentry-trace_id="
                        + TRACE));

    assertThat(head(context).entries())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("public_key", "k", "release", "a b", "sampled", "true", "trace_id", TRACE));
  }

  @Test
  void flagOfSentryTrace_winsOverTheBaggage() {
    Context context =
        propagation.extract(
            AMBIENT,
            Map.of(
                "sentry-trace", TRACE + "-" + SPAN + "-0",
                "baggage", "sentry-public_key=k,sentry-sampled=true,sentry-trace_id=" + TRACE));

    assertThat(head(context).decision()).isEqualTo(SentryDecision.UNSAMPLED);
    assertThat(head(context).entries()).as("as it came").containsEntry("sampled", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0", "-1"})
  void flagBesideADeferredHead_isNoEntryOfIt(String flag) {
    Context context =
        propagation.extract(
            AMBIENT,
            Map.of(
                "sentry-trace", TRACE + "-" + SPAN + flag,
                "baggage", "sentry-public_key=k,sentry-trace_id=" + TRACE));

    assertThat(head(context).decision()).isNotEqualTo(SentryDecision.DEFERRED);
    assertThat(head(context).entries()).containsOnlyKeys("public_key", "trace_id");
  }

  @Test
  void flagThatTheHeadHasItself_isNotSaidTwice() {
    Context context =
        propagation.extract(
            AMBIENT,
            Map.of(
                "sentry-trace", TRACE + "-" + SPAN + "-1",
                "baggage", "tenant=a,sentry-sampled=true,sentry-trace_id=" + TRACE));

    assertThat(Baggage.fromContext(context).asMap())
        .containsOnlyKeys("tenant", "sentry-sampled", "sentry-trace_id");
  }

  @Test
  void samplingContextOfAnotherTrace_isNoHead() {
    Context context =
        propagation.extract(
            AMBIENT,
            Map.of(
                "sentry-trace", TRACE + "-" + SPAN + "-1",
                "baggage", "tenant=a,sentry-public_key=k,sentry-trace_id=" + "3".repeat(32)));

    assertThat(head(context).isComplete()).isFalse();
    assertThat(Baggage.fromContext(context).getEntryValue("tenant")).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void traceOfAnotherOrganization_isNotContinued(String org, boolean continued) {
    Context context =
        propagation.extract(
            AMBIENT,
            Map.of(
                "sentry-trace", TRACE + "-" + SPAN + "-0",
                "baggage",
                    "sentry-public_key=k,sentry-org_id=" + org + ",sentry-trace_id=" + TRACE));

    assertThat(Span.fromContext(context).getSpanContext().getTraceId().equals(TRACE))
        .isEqualTo(continued);
    assertThat(SentryHead.of(Baggage.fromContext(context), TRACE, "1") != null)
        .isEqualTo(continued);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "abc",
        TRACE,
        TRACE + "-xyz-1",
        TRACE + "-" + SPAN + "-1-1",
        TRACE + "-" + SPAN + "-2",
        "00000000000000000000000000000000-" + SPAN + "-1"
      })
  void brokenSentryTrace_isIgnored(String value) {
    assertThat(SentryTrace.parse(value)).isNull();
    assertAmbient(propagation.extract(AMBIENT, Map.of("sentry-trace", value)));
  }

  private static SentryHead head(Context context) {
    SentryHead head = SentryHead.of(Baggage.fromContext(context), TRACE, null);
    assertThat(head).isNotNull();
    return head;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "garbage", "00-" + TRACE + "-0000000000000000-01"})
  void brokenTraceparent_leavesTheAmbientSpan(String value) {
    assertAmbient(propagation.extract(AMBIENT, Map.of("traceparent", value)));
  }

  @Test
  void metaThatIsNoMap_leavesTheAmbientSpan() {
    assertAmbient(propagation.extract(AMBIENT, null));
    assertAmbient(propagation.extract(AMBIENT, "text"));
    assertAmbient(propagation.extract(AMBIENT, List.of(1)));
    assertAmbient(propagation.extract(AMBIENT, Collections.singletonMap(null, null)));
    assertAmbient(propagation.extract(AMBIENT, Map.of("traceparent", 17, "baggage", List.of())));
    assertAmbient(propagation.extract(AMBIENT, Map.of("traceparent", "0".repeat(100_000))));
  }

  private static void assertAmbient(Context context) {
    assertThat(Span.fromContext(context).getSpanContext())
        .isEqualTo(Span.fromContext(AMBIENT).getSpanContext());
  }
}
