package dev.mcpsentry.sentry.internal.bridge;

/** Something that is due again and again. Belongs to one thread. */
public final class Interval {

  private final long nanos;
  private long next;

  /** Due first after so many nanoseconds. */
  public Interval(long nanos) {
    this.nanos = nanos;
    this.next = System.nanoTime() + nanos;
  }

  /** Whether it is due, and then not again before its time. */
  public boolean isDue(long now) {
    if (now - next < 0) {
      return false;
    }
    next = now + nanos;
    return true;
  }

  /** Nanoseconds until it is due; at most {@code atMost}, never negative. */
  public long untilDue(long now, long atMost) {
    return Math.max(0, Math.min(atMost, next - now));
  }
}
