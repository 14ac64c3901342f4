package dev.mcpsentry.sentry.internal.bridge;

/**
 * Something that is told to Sentry: spans, issues, release health, and whatever else is added.
 * Takes what its intake left on the application's threads, and hands items to the {@link Outbox}.
 * All methods are called by the bridge's one thread; a Throwable is said on stderr and costs one
 * turn.
 */
public interface Signal {

  /**
   * Takes what waits to be looked at.
   *
   * @param atMost how many at most
   * @param now {@link System#nanoTime}
   * @return how many
   */
  default int take(int atMost, long now) {
    return 0;
  }

  /** Does what is due at {@code now}, {@link System#nanoTime}. */
  default void tick(long now) {}

  /**
   * Hands over what is complete.
   *
   * @param last whether nothing follows, so that the rest is handed over too
   */
  void flush(boolean last);

  /** Nanoseconds until {@link #tick} has something to do; at most {@code atMost}. */
  default long untilNextDeadline(long now, long atMost) {
    return atMost;
  }

  /** Whether what it sent on a way of its own has arrived, or was given up. */
  default boolean isSettled() {
    return true;
  }

  /** Ends a way of its own, after the last flush; does not wait. */
  default void close() {}

  /** Whether nothing waits to be taken. */
  default boolean isIdle() {
    return true;
  }
}
