package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.telemetry.StderrLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What happens to spans that are open when the process ends. */
final class LastWords {

  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private LastWords() {}

  /**
   * Waits a moment for what is open, as a client that has its answer may end its server before the
   * server's thread has ended the span; then ends the operations that are left as aborted.
   */
  static void hear(OpenSpans open, StderrLog log) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!open.isEmpty()
        && System.nanoTime() - until < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(NAP_NANOS);
    }
    try {
      open.operations().abort();
    } catch (Throwable problem) {
      // other listeners of the spans are called too
      log.stepAside("operations in flight", problem);
    }
  }
}
