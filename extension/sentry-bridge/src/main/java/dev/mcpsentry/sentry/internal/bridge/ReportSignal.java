package dev.mcpsentry.sentry.internal.bridge;

import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import java.util.concurrent.TimeUnit;

/** Tells Sentry what was dropped, every half minute in which something was. */
final class ReportSignal implements Signal {

  private final Outbox outbox;
  private final Interval interval = new Interval(TimeUnit.SECONDS.toNanos(30));
  private final JsonBytes json = new JsonBytes();

  ReportSignal(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void tick(long now) {
    if (interval.isDue(now)) {
      flush(false);
    }
  }

  @Override
  public void flush(boolean last) {
    Item report = outbox.reports().drainTo(json);
    if (report != null) {
      outbox.put(report);
    }
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return interval.untilDue(now, atMost);
  }
}
