package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way from application threads to the bridge's thread: bounded, without locks, and waking the
 * consumer only when it sleeps for long.
 */
public final class SpanQueue {

  private final ConcurrentLinkedQueue<FinishedSpan> spans = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final int capacity;
  private final long capacityBytes;
  private final Wakeup wakeup;

  SpanQueue(int capacity, long capacityBytes, Wakeup wakeup) {
    this.wakeup = wakeup;
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
  }

  /**
   * Adds a span, or answers false when there is no room. A span that is larger than what is left
   * fits, as one that is larger than the whole queue must. Never blocks.
   */
  public boolean offer(FinishedSpan span) {
    int count = size.incrementAndGet();
    long before = bytes.getAndAdd(span.bytes());
    if (count > capacity || before >= capacityBytes) {
      release(span);
      return false;
    }
    spans.add(span);
    wakeup.wake();
    return true;
  }

  public @Nullable FinishedSpan poll() {
    FinishedSpan span = spans.poll();
    if (span != null) {
      release(span);
    }
    return span;
  }

  private void release(FinishedSpan span) {
    size.decrementAndGet();
    bytes.addAndGet(-span.bytes());
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }
}
