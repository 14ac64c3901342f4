package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.TRACE_ID;
import static dev.mcpsentry.sentry.internal.span.TestSpans.id;
import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.propagation.SentryDecision;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentTest {

  private static final Sampling ALL = Sampling.of(SampleRules.of(1));
  private static final Sampling FAILURES = Sampling.of(new SampleRules(List.of(), 0, 1, 0));

  @Test
  void decision_isMadeOnce() {
    Segment segment = new Segment(id(1), null);
    TypedSpan call = toolCall(1).typed();
    SampleDecision decision = segment.decide(Sampling.of(SampleRules.of(0)), call, 0);
    assertThat(decision).isNotNull();
    assertThat(decision.sampled()).isFalse();
    assertThat(segment.decide(ALL, call, 1)).isSameAs(decision);
    assertThat(segment.decision()).isSameAs(decision);
  }

  @Test
  void segmentThatMayFail_isDecidedOnByItsRoot() {
    Segment segment = new Segment(id(1), null);
    assertThat(segment.decide(FAILURES, work(2), 0)).isNull();
    assertThat(segment.isDecided()).isFalse();
    SampleDecision decision = segment.decide(FAILURES, failed("tool_exception"), 1);
    assertThat(decision).isNotNull();
    assertThat(decision.sampled()).isTrue();
    assertThat(decision.rate()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void failuresOfOurs_areKept(FailureKind kind) {
    SampleDecision decision =
        new Segment(id(1), null).decide(FAILURES, failed(kind.attributeValue()), 0);
    assertThat(decision).isNotNull();
    assertThat(decision.sampled())
        .isEqualTo(
            switch (kind) {
              case TOOL_EXCEPTION, TOOL_REPORTED, PROTOCOL, TRANSPORT, TIMEOUT, ABORTED -> true;
              case CALLER_FAULT, INVALID_ARGUMENTS, PROBE, CANCELLED, AUTH -> false;
            });
  }

  @ParameterizedTest
  @CsvSource({"SERVER, true, true", "SERVER, false, false", "CLIENT, true, false"})
  void requestThatFails_isKept(SpanKind kind, boolean failed, boolean kept) {
    TestSpans request = span("GET", kind, 1).with("http.request.method", "GET");
    SampleDecision decision =
        new Segment(id(1), null)
            .decide(FAILURES, failed ? request.failed("").typed() : request.typed(), 0);
    assertThat(decision).isNotNull();
    assertThat(decision.sampled()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"TOOL_EXCEPTION, true", "CALLER_FAULT, false"})
  void requestThatCarriedAFailure_isKept(FailureKind kind, boolean kept) {
    Segment post = new Segment(id(1), null);
    post.judge(kind);
    SampleDecision decision = post.decide(FAILURES, span("POST", SpanKind.SERVER, 1).typed(), 0);
    assertThat(decision).isNotNull();
    assertThat(decision.sampled()).isEqualTo(kept);
  }

  @Test
  void operationThatNamedItsMethodLate_decidesForItsSegment() {
    Segment segment = new Segment(id(1), null);
    assertThat(segment.decide(FAILURES, work(3), 0)).isNull();
    TypedSpan operation = toolCall(2).below(1).with("mcp.sentry.failure", "timeout").typed();
    assertThat(segment.decide(FAILURES, operation, 1)).isNotNull();
    assertThat(segment.decide(FAILURES, span("POST", SpanKind.SERVER, 1).typed(), 2))
        .isSameAs(segment.decision());
    assertThat(segment.decision().sampled()).isTrue();
  }

  @Test
  void failureAfterAnEarlyDecision_turnsIt() {
    Segment segment = new Segment(id(1), null);
    TypedSpan child = work(2);
    assertThat(segment.decide(FAILURES, child, 0)).isNull();
    segment.await(child, 1);
    segment.decideEarly(FAILURES);
    assertThat(segment.decision().sampled()).isFalse();
    assertThat(segment.decide(FAILURES, work(3), 1)).isSameAs(segment.decision());
    segment.decide(FAILURES, failed("timeout"), 2);
    assertThat(segment.decision().sampled()).isTrue();
  }

  @Test
  void healthCheck_isKnownWhileItRuns() {
    Sampling sampling = Sampling.of(new SampleRules(List.of(), 0, 1, 1));
    assertThat(running("/healthz", sampling)).as("it may fail").isNull();
    assertThat(running("/mcp", sampling)).isNotNull();
    assertThat(new Segment(id(1), null).decide(sampling, work(2), 0))
        .as("nobody knows what it is")
        .isNull();
  }

  private static @Nullable SampleDecision running(String path, Sampling sampling) {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span get =
          provider
              .get("test")
              .spanBuilder("GET")
              .setSpanKind(SpanKind.SERVER)
              .setAttribute("http.request.method", "GET")
              .setAttribute("url.path", path)
              .startSpan();
      return new Segment((ReadableSpan) get, null, null).decide(sampling, work(2), 0);
    }
  }

  @Test
  void decision_isOfItsTraceAndItsHead() {
    SentryHead head = new SentryHead(Map.of("public_key", "abc"), SentryDecision.UNSAMPLED);
    SampleDecision decision = new Segment(id(1), head).decide(ALL, toolCall(1).typed(), 0);
    assertThat(decision).isNotNull();
    assertThat(decision.traceId()).isEqualTo(TRACE_ID);
    assertThat(decision.head()).isSameAs(head);
    assertThat(decision.sampled()).isFalse();
    assertThat(decision.header("tools/call add").decision()).isSameAs(decision);
  }

  private static TypedSpan work(int id) {
    return span("work", SpanKind.INTERNAL, id).below(1).typed();
  }

  private static TypedSpan failed(String kind) {
    return toolCall(1).with("mcp.sentry.failure", kind).typed();
  }
}
