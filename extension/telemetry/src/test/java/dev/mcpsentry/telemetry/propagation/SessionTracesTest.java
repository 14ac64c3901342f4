package dev.mcpsentry.telemetry.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTracesTest {

  // of printf abc | sha256sum
  private static final String TRACE = "ba7816bf8f01cfea414140de5dae2223";
  private static final String SPAN = "b00361a396177a9c";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void session_isARemoteParentSampledAsItsRequest(boolean sampled) {
    Context ambient = span(sampled ? TraceFlags.getSampled() : TraceFlags.getDefault());
    SpanContext parent = parent(ambient, ambient);
    assertThat(parent.isRemote()).isTrue();
    assertThat(parent.getTraceId()).isEqualTo(TRACE);
    assertThat(parent.getSpanId()).isEqualTo(SPAN);
    assertThat(parent.isSampled()).isEqualTo(sampled);
  }

  @Test
  void whereNothingIsAround_itIsSampled() {
    assertThat(parent(Context.root(), Context.root()).isSampled()).isTrue();
  }

  @Test
  void parentThatTheMessageNames_wins() {
    Context ambient = span(TraceFlags.getSampled());
    SpanContext named =
        SpanContext.createFromRemoteParent(
            "33333333333333333333333333333333",
            "4444444444444444",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    assertThat(parent(ambient, ambient.with(Span.wrap(named)))).isEqualTo(named);
    assertThat(parent(Context.root(), Context.root().with(Span.wrap(named)))).isEqualTo(named);
  }

  @Test
  void withoutSession_nothingChanges() {
    Context ambient = span(TraceFlags.getSampled());
    assertThat(SessionTraces.parent(ambient, ambient, null)).isSameAs(ambient);
  }

  private static SpanContext parent(Context ambient, Context extracted) {
    return Span.fromContext(SessionTraces.parent(ambient, extracted, "abc")).getSpanContext();
  }

  private static Context span(TraceFlags flags) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.create(
                    "11111111111111111111111111111111",
                    "2222222222222222",
                    flags,
                    TraceState.getDefault())));
  }
}
