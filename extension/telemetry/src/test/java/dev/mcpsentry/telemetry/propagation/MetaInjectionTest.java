package dev.mcpsentry.telemetry.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.options.Codec;
import dev.mcpsentry.telemetry.options.PropagationOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
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
  private static final Redaction REDACTION = new Redaction(List.of());
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

    assertThat(injection.into(null, Context.root(), null, "host", "http://host:80")).isNull();
    assertThat(injection.into(Map.of("a", 1), Context.root(), null, "host", "http://host:80"))
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
  void ownHead_namesTheOperationThatSends() {
    Map<String, Object> meta =
        new MetaInjection(W3C, List.of("*"), sentry(".*", "1.0"))
            .into(null, context, "tools/call a b", "host", "http://host:80");

    assertThat(meta).isNotNull();
    assertThat(meta.get("baggage").toString())
        .contains(",sentry-transaction=tools%2Fcall%20a%20b,");
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

  @Test
  void decisionThatDependsOnHowATraceEnds_isLeftToWhoeverComesNext() {
    Map<String, String> baggage = Codec.BAGGAGE.reading().of(SENTRY, wrong -> {});
    SentryPropagation sentry =
        new SentryPropagation(new PropagationOptions(baggage, 0.0, false, ".*"), REDACTION);

    assertThat(inject(null, List.of("*"), sentry, "host"))
        .containsEntry("sentry-trace", TRACE_ID + "-" + SPAN_ID)
        .hasEntrySatisfying(
            "baggage",
            value ->
                assertThat(value.toString())
                    .contains("sentry-trace_id=" + TRACE_ID, "sentry-sample_rand=0.")
                    .doesNotContain("sentry-sampled"));
    assertThat(
            new MetaInjection(W3C, List.of("*"), sentry)
                .into(null, context.with(Span.wrap(unsampled())), null, "host", "http://host"))
        .as("dropped by OpenTelemetry")
        .containsEntry("sentry-trace", TRACE_ID + "-" + SPAN_ID + "-0");
  }

  @Test
  void head_isPassedOnAsItCame() {
    String head =
        "sentry-environment=web,sentry-org_id=1,sentry-public_key=0123456789abcdef0123456789abcdef,"
            + "sentry-release=shop%401.0,sentry-sample_rand=0.995000,sentry-sample_rate=0.25,"
            + "sentry-sampled=true,sentry-trace_id="
            + TRACE_ID
            + ",sentry-transaction=GET%20%2Fcart";
    Context context = in("tenant=acme," + head, TraceFlags.getSampled());

    for (String rate : List.of("0.0", "0.1", "1.0")) {
      assertThat(inject(context, ".*", rate))
          .containsEntry("sentry-trace", TRACE_ID + "-" + SPAN_ID + "-1")
          .containsEntry("baggage", "tenant=acme," + head);
    }
    assertThat(inject(context.with(Span.wrap(unsampled())), ".*", "1.0"))
        .as("dropped by OpenTelemetry")
        .containsEntry("sentry-trace", TRACE_ID + "-" + SPAN_ID + "-1");
  }

  @Test
  void headThatSaysNo_isPassedOnToo() {
    Context context =
        in(
            "sentry-public_key=k,sentry-sampled=false,sentry-trace_id=" + TRACE_ID,
            TraceFlags.getSampled());

    assertThat(inject(context, ".*", "1.0"))
        .containsEntry("sentry-trace", TRACE_ID + "-" + SPAN_ID + "-0")
        .hasEntrySatisfying(
            "baggage", value -> assertThat(value.toString()).contains("sentry-sampled=false"));
  }

  @Test
  void headOfAnSdkWithoutSamplingContext_isADecisionOnly() {
    Context context =
        in("mcp.sentry.sampled=false,sentry-trace_id=" + TRACE_ID, TraceFlags.getSampled());

    assertThat(inject(context, ".*", "1.0"))
        .containsEntry("sentry-trace", TRACE_ID + "-" + SPAN_ID + "-0")
        .doesNotContainKey("baggage");
  }

  @Test
  void headOfAnotherTrace_isReplacedByOurs() {
    Context context =
        in(
            "tenant=acme,sentry-public_key=k,sentry-trace_id=" + "1".repeat(32),
            TraceFlags.getSampled());

    assertThat(inject(context, ".*", "1.0").get("baggage").toString())
        .startsWith("tenant=acme," + SENTRY + ",")
        .doesNotContain("1".repeat(32));
  }

  @Test
  void head_doesNotReachWhoIsNoTarget() {
    Context context =
        in("tenant=acme,sentry-public_key=k,sentry-trace_id=" + TRACE_ID, TraceFlags.getSampled());

    assertThat(inject(context, "other", "1.0"))
        .containsEntry("baggage", "tenant=acme")
        .doesNotContainKey("sentry-trace");
  }

  @Test
  void secretInAHead_doesNotLeave() {
    Context context =
        in(
            "sentry-public_key=k,sentry-transaction=%2Fa%3Ftoken%3Dabc123,sentry-trace_id="
                + TRACE_ID,
            TraceFlags.getSampled());

    assertThat(inject(context, ".*", "1.0").get("baggage").toString())
        .contains("sentry-transaction=%2Fa%3Ftoken%3D%5BFiltered%5D")
        .doesNotContain("abc123");
  }

  private static SpanContext unsampled() {
    return SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getDefault(), TraceState.getDefault());
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
        .into(meta, context, null, host, "http://" + host + ":80");
  }

  private static SentryPropagation noSentry() {
    return new SentryPropagation(new PropagationOptions(Map.of(), 1.0, true, ".*"), REDACTION);
  }

  private static SentryPropagation sentry(String targets, String rate) {
    Map<String, String> baggage = Codec.BAGGAGE.reading().of(SENTRY, wrong -> {});
    PropagationOptions options =
        new PropagationOptions(baggage, Double.parseDouble(rate), true, targets);
    return new SentryPropagation(options, REDACTION);
  }

  private static Context in(String baggage, TraceFlags flags) {
    Map<String, String> carrier = Map.of("baggage", baggage);
    Context root =
        Context.root()
            .with(Span.wrap(SpanContext.create(TRACE_ID, SPAN_ID, flags, TraceState.getDefault())));
    return W3CBaggagePropagator.getInstance().extract(root, carrier, MapGetter.INSTANCE);
  }

  private static Map<String, Object> inject(Context context, String targets, String rate) {
    return new MetaInjection(W3C, List.of("*"), sentry(targets, rate))
        .into(null, context, null, "host", "http://host:80");
  }
}
