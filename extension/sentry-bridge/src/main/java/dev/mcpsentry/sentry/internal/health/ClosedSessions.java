package dev.mcpsentry.sentry.internal.health;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_SESSION;

import dev.mcpsentry.sentry.internal.breadcrumb.Breadcrumbs;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Hears that sessions ended, from the log records that say so, for release health and breadcrumbs.
 * What finds no room is a session that ends by its silence.
 */
public final class ClosedSessions implements Signal {

  private static final int MOST = 1_000;

  private record Closed(String session, long epochNanos) {}

  private final Queue<Closed> queue = new ArrayBlockingQueue<>(MOST);
  private final HealthSignal health;
  private final Breadcrumbs breadcrumbs;
  private final Wakeup wakeup;

  public ClosedSessions(HealthSignal health, Breadcrumbs breadcrumbs, Wakeup wakeup) {
    this.health = health;
    this.breadcrumbs = breadcrumbs;
    this.wakeup = wakeup;
  }

  /** Hears a log record of ours, on a thread of the application. */
  public void hear(LogRecordData data) {
    if (data.getAttributes().get(MCP_SENTRY_SESSION) == null || wakeup.isOver()) {
      return;
    }
    String session = TypedSpan.sessionOf(data.getAttributes());
    if (session != null
        && queue.offer(new Closed(session, data.getObservedTimestampEpochNanos()))) {
      wakeup.wake();
    }
  }

  @Override
  public int take(int atMost, long now) {
    int taken = 0;
    while (taken < atMost) {
      Closed next = queue.poll();
      if (next == null) {
        break;
      }
      taken++;
      breadcrumbs.closed(next.session(), next.epochNanos(), now);
      health.closed(next.session(), next.epochNanos());
    }
    return taken;
  }

  @Override
  public void flush(boolean last) {}

  @Override
  public boolean isIdle() {
    return queue.isEmpty();
  }
}
