package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.health.HealthSignal;
import dev.mcpsentry.sentry.internal.sampling.SamplingContext;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import java.util.function.Function;

/** Exceptions that nobody caught: from dying threads to issues and release health. */
public final class CrashSignal implements Signal {

  private final Crashes crashes = new Crashes();
  private final Issues issues;
  private final HealthSignal health;
  private final Function<String, SamplingContext> traces;
  private final Outbox outbox;
  private final Wakeup wakeup;
  private final UncaughtExceptions uncaught;

  /**
   * Begins to listen.
   *
   * @param traces what Sentry is told of a trace by its id
   */
  public CrashSignal(
      Issues issues,
      HealthSignal health,
      Function<String, SamplingContext> traces,
      Outbox outbox,
      Wakeup wakeup) {
    this.issues = issues;
    this.health = health;
    this.traces = traces;
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
      if (issues.crash(crash, traces.apply(crash.traceId()))) {
        health.count(crash.epochNanos(), Health.CRASHED);
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
