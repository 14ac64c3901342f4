package dev.mcpsentry.sentry.internal.transport;

import java.util.concurrent.TimeUnit;

/**
 * How long an answer takes when nobody is busy: the least of the last ones. A mean would hold what
 * a busy machine adds, which more connections would add to. Guarded by its owner's lock.
 */
final class Distance {

  private static final int WINDOW = 32;
  private static final long ASSUMED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private long before = Long.MAX_VALUE;
  private long least = Long.MAX_VALUE;
  private int answers;

  /** Notes how long an answer took. */
  void answered(long nanos) {
    least = Math.min(least, nanos);
    if (++answers == WINDOW) {
      before = least;
      least = Long.MAX_VALUE;
      answers = 0;
    }
  }

  boolean isKnown() {
    return before != Long.MAX_VALUE || least != Long.MAX_VALUE;
  }

  /** Something small until it is known. */
  long nanos() {
    return isKnown() ? Math.min(before, least) : ASSUMED_NANOS;
  }
}
