package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.TRACE_ID;
import static dev.mcpsentry.sentry.internal.span.TestSpans.id;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.SampleRule;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.telemetry.propagation.SentryDecision;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentTest {

  @Test
  void decision_isMadeOnce() {
    Segment segment = new Segment(id(1), null);
    SampleDecision decision = segment.decide(SampleRules.of(0), toolCall(2).below(1).typed());
    assertThat(decision.sampled()).isFalse();
    assertThat(segment.decide(SampleRules.of(1), toolCall(1).typed())).isSameAs(decision);
    assertThat(segment.decision()).isSameAs(decision);
  }

  @Test
  void rules_knowTheRootsNameForNowBeforeItHasEnded() {
    List<String> names = new ArrayList<>();
    SampleRules rules =
        new SampleRules(List.of(new SampleRule(root -> names.add(root.name()), 1)), 0);
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span post = provider.get("test").spanBuilder("POST").startSpan();
      post.updateName("POST /mcp");
      new Segment((ReadableSpan) post, null, null).decide(rules, toolCall(1).typed());
    }
    new Segment(id(1), null).decide(rules, toolCall(1).typed());
    assertThat(names).containsExactly("POST /mcp", null);
  }

  @Test
  void decision_isOfItsTraceAndItsHead() {
    SentryHead head = new SentryHead(Map.of("public_key", "abc"), SentryDecision.UNSAMPLED);
    SampleDecision decision =
        new Segment(id(1), head).decide(SampleRules.of(1), toolCall(1).typed());
    assertThat(decision.traceId()).isEqualTo(TRACE_ID);
    assertThat(decision.head()).isSameAs(head);
    assertThat(decision.sampled()).isFalse();
    assertThat(decision.header("tools/call add").decision()).isSameAs(decision);
  }
}
