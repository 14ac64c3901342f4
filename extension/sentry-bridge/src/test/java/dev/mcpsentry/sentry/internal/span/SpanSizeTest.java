package dev.mcpsentry.sentry.internal.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SpanSizeTest {

  private static final long QUEUE_BYTES = 16L << 20;

  private final SdkTracerProvider provider = SdkTracerProvider.builder().build();
  private final Segment segment = new Segment(TestSpans.id(1), null);

  @Test
  void anyAttributeOfAnySize_counts() {
    long small = bytes(span -> {});
    assertThat(bytes(span -> span.setAttribute("my.own", "x".repeat(100_000))))
        .isGreaterThan(100_000);
    assertThat(
            bytes(
                span ->
                    span.setAttribute(
                        AttributeKey.stringArrayKey("list"),
                        Collections.nCopies(1_000, "x".repeat(100)))))
        .isGreaterThan(100_000);
    assertThat(bytes(span -> span.addEvent("event"))).isGreaterThan(small);
  }

  @Test
  void exceptions_countWithTheirStacksAndCauses() {
    long shallow = bytes(span -> span.recordException(new IllegalStateException("boom")));
    long deep = bytes(span -> span.recordException(recursion(500)));
    long caused =
        bytes(span -> span.recordException(new IllegalStateException("boom", recursion(500))));
    assertThat(deep).isGreaterThan(shallow + 500 * 80);
    assertThat(caused).isGreaterThan(deep);
  }

  @Test
  void exceptionsInACircleOrThatThrow_areCountedAsFarAsTheyGo() {
    IllegalStateException circle = new IllegalStateException("circle", recursion(10));
    circle.getCause().initCause(circle);
    circle.addSuppressed(circle.getCause());
    assertThat(bytes(span -> span.recordException(circle))).isBetween(1_000L, 1_000_000L);

    IllegalStateException rude =
        new IllegalStateException("rude") {
          @Override
          public synchronized Throwable getCause() {
            if (isEstimating()) {
              throw new AssertionError("no cause for you");
            }
            return super.getCause();
          }
        };
    assertThat(bytes(span -> span.recordException(rude))).isGreaterThan(1_000L);
  }

  private static boolean isEstimating() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("SpanSize")));
  }

  @Test
  void queueFullOfFailures_holdsWhatItsBoundSays() throws InterruptedException {
    assertHeapWithinBound(
        i ->
            span -> {
              span.setAttribute("gen_ai.tool.name", "divide");
              span.recordException(recursion(20 + i % 200));
            });
  }

  @Test
  void queueFullOfLargeMessages_holdsWhatItsBoundSays() throws InterruptedException {
    assertHeapWithinBound(
        i ->
            span ->
                span.recordException(
                    new IllegalStateException(("message " + i + " ").repeat(2_000))));
  }

  @Test
  void queueFullOfSmallSpans_holdsWhatItsBoundSays() throws InterruptedException {
    assertHeapWithinBound(
        i ->
            span -> {
              for (int key = 0; key < 10; key++) {
                span.setAttribute("key." + key, "value " + i);
              }
            });
  }

  private void assertHeapWithinBound(IntFunction<Consumer<Span>> spans)
      throws InterruptedException {
    SpanQueue queue = new SpanQueue(Integer.MAX_VALUE, QUEUE_BYTES, new Wakeup());
    int held = 0;
    while (queue.offer(finished(spans.apply(held)))) {
      held++;
    }
    long with = usedHeap();
    assertThat(queue.poll()).isNotNull();
    while (queue.poll() != null) {
      // until it holds nothing
    }
    assertThat(with - usedHeap())
        .as("bytes that %d spans hold", held)
        .isBetween(QUEUE_BYTES / 5, QUEUE_BYTES * 3 / 2);
  }

  private static long usedHeap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
      least =
          Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return least;
  }

  private long bytes(Consumer<Span> content) {
    return finished(content).bytes();
  }

  private FinishedSpan finished(Consumer<Span> content) {
    Span span = provider.get("test").spanBuilder("span").startSpan();
    content.accept(span);
    span.end();
    return FinishedSpan.of((ReadableSpan) span, segment);
  }

  private static Exception recursion(int depth) {
    return depth == 0 ? new Exception("deep") : recursion(depth - 1);
  }
}
