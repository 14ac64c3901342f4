package dev.mcpsentry.sentry.internal.issue;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The way of crashes from dying threads to the bridge's thread. Bounded. */
public final class Crashes {

  private static final int CAPACITY = 32;

  private final Queue<Crash> waiting = new ArrayBlockingQueue<>(CAPACITY);

  /** Adds a crash, or answers false when there is no room. */
  public boolean offer(Crash crash) {
    return waiting.offer(crash);
  }

  /** The oldest, or null. */
  public @Nullable Crash poll() {
    return waiting.poll();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
