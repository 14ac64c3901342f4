package dev.mcpsentry.sentry.internal.sampling;

import java.util.concurrent.TimeUnit;

/**
 * Lets so many through a second, and what a second lets through at once; of less than one a second
 * one at once. Belongs to one thread; knows time only from its callers.
 */
final class TokenBucket {

  private static final double NANOS = (double) TimeUnit.SECONDS.toNanos(1);
  private static final double MEMORY_NANOS = 10 * NANOS;

  private final double perSecond;
  private final double most;
  private double tokens;
  private long lastNanos;

  // what was asked for and let through lately, the further back the less
  private double asked;
  private double taken;
  private boolean begun;

  /**
   * @param perSecond more than 0
   */
  TokenBucket(double perSecond) {
    this.perSecond = perSecond;
    this.most = Math.max(1, perSecond);
    this.tokens = most;
  }

  /** Whether one more may pass. */
  boolean take(long now) {
    double elapsed = begun ? (double) Math.max(0, now - lastNanos) : 0;
    if (!begun || elapsed > 0) {
      lastNanos = now;
    }
    begun = true;
    tokens = Math.min(most, tokens + elapsed / NANOS * perSecond);
    double left = Math.exp(-elapsed / MEMORY_NANOS);
    asked = asked * left + 1;
    taken *= left;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    taken++;
    return true;
  }

  /** The share that was let through in the last ten seconds or so, more than 0, at most 1. */
  double share() {
    return taken <= 0 ? Math.min(1, 1 / asked) : Math.min(1, taken / asked);
  }
}
