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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaInjectionTest {

  private static final String URL = "http://host:80/mcp";
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN_ID = "b7ad6b7169203331";
  private static final String TRACEPARENT = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";
  private static final String SENTRY = "sentry-public_key=abc,sentry-environment=prod";
  private static final TextMapPropagator W3C =
      TextMapPropagator.composite(
          W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());

  private final Context context =
      Context.root()
          .with(
              Span.wrap(
                  SpanContext.create(
                      TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault())))
          .with(Baggage.builder().put("tenant", "acme").build());

  @Test
  void context_isAddedToACopy() {
    Map<String, Object> theirs = Map.of("progressToken", 7);

    assertThat(inject(theirs, List.of("*"), noSentry(), "host"))
        .containsEntry("progressToken", 7)
        .containsEntry("traceparent", TRACEPARENT)
        .containsEntry("baggage", "tenant=acme");
    assertThat(theirs).hasSize(1);
  }

  @Test
  void callersKeys_win() {
    assertThat(inject(Map.of("traceparent", "theirs", "baggage", 5), List.of("*"), noSentry(), "h"))
        .containsEntry("traceparent", "theirs")
        .containsEntry("baggage", 5);
  }

  @Test
  void withoutValidContext_thereIsNothingToCarry() {
    MetaInjection injection = new MetaInjection(W3C, List.of("*"), sentry(".*", "1.0"));

    assertThat(injection.into(null, Context.root(), "host", "http://host:80")).isNull();
    assertThat(injection.into(Map.of("a", 1), Context.root(), "host", "http://host:80"))
        .isEqualTo(Map.of("a", 1));
  }

  @Test
  void withoutPropagators_thereIsSomethingToCarryForSentryOnly() {
    TextMapPropagator none = TextMapPropagator.noop();

    assertThat(new MetaInjection(none, List.of("*"), noSentry()).isOn(URL)).isFalse();
    assertThat(new MetaInjection(none, List.of("*"), sentry("", "1.0")).isOn(URL)).isFalse();
    assertThat(new MetaInjection(none, List.of("*"), sentry(".*", "1.0")).isOn(URL)).isTrue();
    assertThat(new MetaInjection(none, List.of("*"), sentry("elsewhere", "1.0")).isOn(URL))
        .isFalse();
    assertThat(new MetaInjection(W3C, List.of(), noSentry()).isOn(URL)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*, api.example.com, true",
    "none, api.example.com, false",
    "api.example.com, API.example.com, true",
    "*.example.com, api.example.com, true",
    "*.example.com, example.org, false",
    "*.example.com, badexample.com, false",
    "stdio, stdio, true"
  })
  void baggage_goesToTheTargetsOnly(String target, String host, boolean carried) {
    assertThat(inject(null, List.of(target), noSentry(), host).containsKey("baggage"))
        .isEqualTo(carried);
  }

  @Test
  void sentrysHeaders_joinTheOthers() {
    assertThat(inject(null, List.of("*"), sentry(".*", "1.0"), "host"))
        .containsEntry("sentry-trace", TRACE_ID + "-" + SPAN_ID + "-1")
        .hasEntrySatisfying(
            "baggage",
            value ->
                assertThat(value.toString())
                    .startsWith("tenant=acme," + SENTRY + ",sentry-trace_id=" + TRACE_ID)
                    .contains("sentry-sampled=true", "sentry-sample_rand=0."));
  }

  @Test
  void usersBaggage_canBeKeptBackWhileSentrysGoes() {
    assertThat(inject(null, List.of("none"), sentry(".*", "1.0"), "host").get("baggage").toString())
        .startsWith(SENTRY)
        .doesNotContain("tenant");
  }

  @Test
  void traceSentryWillNotGet_saysSo() {
    assertThat(inject(null, List.of("*"), sentry(".*", "0.0"), "host"))
        .containsEntry("sentry-trace", TRACE_ID + "-" + SPAN_ID + "-0");
  }

  @ParameterizedTest
  @CsvSource({
    ".*, true",
    "host, true",
    "http://host:80, true",
    "https://.*, false",
    "other, false",
    "'', false",
    "[, false",
    "'other, host:80', true"
  })
  void sentrysHeaders_goToTheTargetsOnly(String targets, boolean carried) {
    assertThat(inject(null, List.of(), sentry(targets, "1.0"), "host").containsKey("sentry-trace"))
        .isEqualTo(carried);
  }

  private Map<String, Object> inject(
      Map<String, Object> meta,
      List<String> baggageTargets,
      SentryPropagation sentry,
      String host) {
    return new MetaInjection(W3C, baggageTargets, sentry)
        .into(meta, context, host, "http://" + host + ":80");
  }

  private static SentryPropagation noSentry() {
    return SentryPropagation.of(null, "1.0", ".*");
  }

  private static SentryPropagation sentry(String targets, String rate) {
    return SentryPropagation.of(SENTRY, rate, targets);
  }
}
