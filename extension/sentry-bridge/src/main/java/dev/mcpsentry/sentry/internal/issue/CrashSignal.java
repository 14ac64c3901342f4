package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.health.HealthSignal;
import dev.mcpsentry.sentry.internal.sampling.Sampling;

/** Exceptions that nobody caught: from dying threads to issues and release health. */
public final class CrashSignal implements Signal {

  private final Crashes crashes = new Crashes();
  private final Issues issues;
  private final HealthSignal health;
  private final Sampling sampling;
  private final Outbox outbox;
  private final Wakeup wakeup;
  private final UncaughtExceptions uncaught;

  /** Begins to listen. */
  public CrashSignal(
      Issues issues, HealthSignal health, Sampling sampling, Outbox outbox, Wakeup wakeup) {
    this.issues = issues;
    this.health = health;
    this.sampling = sampling;
    this.outbox = outbox;
    this.wakeup = wakeup;
    this.uncaught = UncaughtExceptions.hear(this::crashed);
  }

  private void crashed(Crash crash) {
    if (wakeup.isOver() || !crashes.offer(crash)) {
      outbox.drop(DiscardReason.QUEUE_OVERFLOW, Losses.of(DataCategory.ERROR, 1));
    } else {
      wakeup.wake();
    }
  }

  @Override
  public void tick(long now) {
    for (Crash crash = crashes.poll(); crash != null; crash = crashes.poll()) {
      if (issues.crash(crash, sampling.decide(crash.traceId()))) {
        health.crash(crash.epochNanos());
      }
    }
  }

  @Override
  public void flush(boolean last) {
    tick(0);
    if (last) {
      uncaught.leave();
    }
  }

  @Override
  public boolean isIdle() {
    return crashes.isEmpty();
  }
}
