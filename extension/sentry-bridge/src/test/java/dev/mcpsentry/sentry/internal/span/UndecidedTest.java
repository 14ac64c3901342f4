package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.id;
import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;

class UndecidedTest {

  private static final long BEGIN = Long.MAX_VALUE - 10;

  private final Undecided undecided = new Undecided();
  private final Segment first = new Segment(id(1), null);
  private final Segment second = new Segment(id(10), null);

  @Test
  void segment_waitsFromItsFirstSpanOn() {
    undecided.hold(first, work(2), BEGIN);
    undecided.hold(second, work(11), BEGIN + 5);
    undecided.hold(first, work(3), BEGIN + 9);
    assertThat(undecided.untilNextDeadline(BEGIN + 9, Long.MAX_VALUE))
        .isEqualTo(Undecided.PATIENCE_NANOS - 9);
    assertThat(undecided.due(BEGIN + Undecided.PATIENCE_NANOS - 1)).isNull();
    assertThat(undecided.due(BEGIN + Undecided.PATIENCE_NANOS)).isSameAs(first);
    assertThat(undecided.take(first)).extracting(TypedSpan::spanId).containsExactly(id(2), id(3));
    assertThat(undecided.due(BEGIN + Undecided.PATIENCE_NANOS)).isNull();
    assertThat(undecided.eldest()).isSameAs(second);
  }

  @Test
  void tooManySpans_shortenTheWaitOfTheEldest() {
    undecided.hold(first, work(2), 0);
    for (int i = 1; i < Undecided.MAX_SPANS; i++) {
      undecided.hold(second, work(11), 1);
    }
    assertThat(undecided.due(2)).isNull();
    undecided.hold(second, work(11), 1);
    assertThat(undecided.due(2)).isSameAs(first);
    undecided.take(first);
    assertThat(undecided.due(2)).isNull();
  }

  @Test
  void tooLargeSpans_shortenTheWaitOfTheEldest() {
    undecided.hold(first, work(2), 0);
    String large = "x".repeat(9 << 20);
    undecided.hold(
        second, span("work", SpanKind.INTERNAL, 11).below(10).with("a", large).typed(), 1);
    assertThat(undecided.due(2)).isSameAs(first);
    undecided.take(first);
    assertThat(undecided.due(2)).isSameAs(second);
  }

  @Test
  void whatIsNotHeld_isNothing() {
    assertThat(undecided.take(first)).isEmpty();
    assertThat(undecided.eldest()).isNull();
    assertThat(undecided.untilNextDeadline(0, 7)).isEqualTo(7);
  }

  private static TypedSpan work(int id) {
    return span("work", SpanKind.INTERNAL, id).below(1).typed();
  }
}
