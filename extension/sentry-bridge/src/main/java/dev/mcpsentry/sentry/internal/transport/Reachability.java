package dev.mcpsentry.sentry.internal.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * When to try again after a failure: soon at first, then ever less often, and each process at a
 * moment of its own.
 */
final class Reachability {

  private static final long FIRST_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LONGEST_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final DoubleSupplier random;
  private long backoffNanos;
  private long nextAttempt;

  /**
   * @param random from 0.0 to 1.0
   */
  Reachability(DoubleSupplier random) {
    this.random = random;
  }

  /** Whether the last attempt failed. */
  boolean isInDoubt() {
    return backoffNanos > 0;
  }

  /** Zero or less when an attempt may be made now. */
  long nanosToNextAttempt(long now) {
    return isInDoubt() ? nextAttempt - now : 0;
  }

  void reached() {
    backoffNanos = 0;
  }

  void missed(long now) {
    backoffNanos = Math.min(Math.max(FIRST_BACKOFF_NANOS, backoffNanos * 2), LONGEST_BACKOFF_NANOS);
    nextAttempt = now + (long) (backoffNanos * (1 + random.getAsDouble()) / 2);
  }

  void tryAgain() {
    backoffNanos = 0;
  }
}
