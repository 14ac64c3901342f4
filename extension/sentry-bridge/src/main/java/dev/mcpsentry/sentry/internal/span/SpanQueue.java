package dev.mcpsentry.sentry.internal.span;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
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
  private volatile @Nullable Thread sleeper;

  public SpanQueue(int capacity, long capacityBytes) {
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
    wake();
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

  /** Ends the consumer's long sleep, if it is in one. */
  public void wake() {
    Thread asleep = sleeper;
    if (asleep != null) {
      sleeper = null;
      LockSupport.unpark(asleep);
    }
  }

  /** The consumer's short nap between batches; nobody wakes it. */
  public void nap(long nanos) {
    LockSupport.parkNanos(this, nanos);
  }

  /** The consumer's sleep until a span comes or the time is over. */
  public void sleep(long nanos) {
    sleeper = Thread.currentThread();
    if (spans.isEmpty()) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper = null;
  }
}
