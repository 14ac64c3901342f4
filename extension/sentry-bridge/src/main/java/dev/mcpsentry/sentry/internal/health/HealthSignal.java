package dev.mcpsentry.sentry.internal.health;

import dev.mcpsentry.sentry.internal.bridge.Interval;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import java.util.concurrent.TimeUnit;

/** Release health, told every half minute in which something happened. */
public final class HealthSignal implements Signal {

  private final Outbox outbox;
  private final SessionAggregates sessions;
  private final Interval interval = new Interval(TimeUnit.SECONDS.toNanos(30));
  private final JsonBytes json = new JsonBytes();

  public HealthSignal(About about, Outbox outbox) {
    this.outbox = outbox;
    this.sessions = new SessionAggregates(about);
  }

  /** Counts one operation that began then; does nothing without a release. */
  public void count(long startEpochNanos, Health health) {
    sessions.count(startEpochNanos, health);
  }

  @Override
  public void tick(long now) {
    if (interval.isDue(now)) {
      flush(false);
    }
  }

  @Override
  public void flush(boolean last) {
    if (!sessions.isEmpty()) {
      int counted = sessions.drainTo(json.clear());
      outbox.put(Item.sessions(json, counted));
    }
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return interval.untilDue(now, atMost);
  }
}
