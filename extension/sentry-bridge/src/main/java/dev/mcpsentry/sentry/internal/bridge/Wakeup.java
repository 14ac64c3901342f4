package dev.mcpsentry.sentry.internal.bridge;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the application's threads know of the bridge's: how to end its long sleep, and whether it
 * still takes anything. Without locks.
 */
public final class Wakeup {

  private volatile @Nullable Thread sleeper;
  private volatile boolean over;

  /** Ends the consumer's long sleep, if it is in one. Any thread; never blocks. */
  public void wake() {
    Thread asleep = sleeper;
    if (asleep != null) {
      sleeper = null;
      LockSupport.unpark(asleep);
    }
  }

  /** Whether nothing is taken any more. */
  public boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }

  /** The consumer's short nap between batches; nobody wakes it. */
  void nap(long nanos) {
    LockSupport.parkNanos(this, nanos);
  }

  /** The consumer's sleep until something comes or the time is over. */
  public void sleep(long nanos, BooleanSupplier idle) {
    sleeper = Thread.currentThread();
    if (idle.getAsBoolean()) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper = null;
  }
}
