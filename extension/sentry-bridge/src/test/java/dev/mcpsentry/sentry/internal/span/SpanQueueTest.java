package dev.mcpsentry.sentry.internal.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpanQueueTest {

  private final Wakeup wakeup = new Wakeup();
  private final Segment segment = new Segment(TestSpans.id(1), null);

  @Test
  void fullQueue_takesNothingUntilThereIsRoom() {
    SpanQueue queue = new SpanQueue(2, 1 << 20, wakeup);
    assertThat(queue.offer(span("a"))).isTrue();
    assertThat(queue.offer(span("b"))).isTrue();
    assertThat(queue.offer(span("c"))).isFalse();
    assertThat(queue.poll()).isNotNull();
    assertThat(queue.offer(span("d"))).isTrue();
    assertThat(queue.offer(span("e"))).isFalse();
  }

  @Test
  void largeContent_fillsTheQueueByBytes() {
    SpanQueue queue = new SpanQueue(100, 10_000, wakeup);
    assertThat(queue.offer(span("x".repeat(8_000)))).isTrue();
    assertThat(queue.offer(span("x".repeat(8_000)))).isTrue();
    assertThat(queue.offer(span("x"))).isFalse();
    queue.poll();
    assertThat(queue.offer(span("x".repeat(8_000)))).isTrue();
  }

  @Test
  void spanLargerThanTheQueue_fitsAlone() {
    SpanQueue queue = new SpanQueue(100, 10_000, wakeup);
    assertThat(queue.offer(span("x".repeat(1 << 20)))).isTrue();
    assertThat(queue.offer(span("x"))).isFalse();
  }

  @Test
  @Timeout(60)
  void sleepingConsumer_isWokenByASpan() throws InterruptedException {
    SpanQueue queue = new SpanQueue(2, 1 << 20, wakeup);
    Thread consumer =
        new Thread(
            () -> {
              while (queue.poll() == null) {
                wakeup.sleep(Duration.ofHours(1).toNanos(), queue::isEmpty);
              }
            });
    consumer.start();
    queue.offer(span("a"));
    consumer.join();
    assertThat(queue.poll()).isNull();
  }

  private FinishedSpan span(String result) {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span =
          provider
              .get("test")
              .spanBuilder("span")
              .setAttribute("gen_ai.tool.call.result", result)
              .startSpan();
      span.end();
      return FinishedSpan.of((ReadableSpan) span, segment);
    }
  }
}
