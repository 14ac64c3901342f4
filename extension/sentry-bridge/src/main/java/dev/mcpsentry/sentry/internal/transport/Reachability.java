package dev.mcpsentry.sentry.internal.transport;

import java.util.concurrent.TimeUnit;

/** When to try again after a failure: soon at first, then ever less often. */
final class Reachability {

  private static final long FIRST_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LONGEST_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(30);

  private long backoffNanos;
  private long nextAttempt;

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
    nextAttempt = now + backoffNanos;
  }

  void tryAgain() {
    backoffNanos = 0;
  }
}
