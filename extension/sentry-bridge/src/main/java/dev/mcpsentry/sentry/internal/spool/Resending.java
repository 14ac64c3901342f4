package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends again what is kept, one after the other and only while nothing else waits. Belongs to one
 * thread, but for {@link #pause}.
 */
final class Resending {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final SpoolStore store;
  private final Spool.Outlet outlet;
  private final SpoolLimits limits;
  private final Consumer<List<Envelope>> back;
  private @Nullable Batch current;

  /**
   * @param back gets what is not to be sent now
   */
  Resending(
      SpoolStore store, Spool.Outlet outlet, SpoolLimits limits, Consumer<List<Envelope>> back) {
    this.store = store;
    this.outlet = outlet;
    this.limits = limits;
    this.back = back;
  }

  /**
   * Sends one if it may.
   *
   * @param paused whether something came back just now
   * @return after how many nanoseconds to ask again
   */
  long step(boolean paused) {
    finish();
    Batch batch = current;
    if (batch == null && store.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (batch != null && (paused || outlet.isLimited(batch.type()))) {
      giveBack();
    }
    if (paused || !outlet.isCalm()) {
      return POLL_NANOS;
    }
    if (batch == null) {
      batch = store.next(type -> !outlet.isLimited(type));
      current = batch;
    }
    Envelope next = batch == null ? null : batch.next();
    if (next == null) {
      return POLL_NANOS;
    }
    outlet.resend(next);
    return limits.gapNanos();
  }

  /** Gives back what was not sent yet. */
  void giveBack() {
    Batch batch = current;
    if (batch != null && !batch.isSent()) {
      back.accept(batch.rest());
    }
  }

  /** Forgets the file that is being sent when all of it has ended. */
  void finish() {
    Batch batch = current;
    if (batch != null && batch.isOver()) {
      store.done(batch.file());
      current = null;
    }
  }
}
