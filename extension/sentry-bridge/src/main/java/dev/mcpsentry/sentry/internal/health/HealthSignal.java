package dev.mcpsentry.sentry.internal.health;

import dev.mcpsentry.sentry.internal.bridge.Interval;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.health.OpenSession.Status;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import dev.mcpsentry.telemetry.options.SessionMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Release health, told every half minute in which something happened. Operations without a session
 * are always counted one by one.
 */
public final class HealthSignal implements Signal {

  // Relay takes no more of them in one envelope
  private static final int MOST_UPDATES = 100;

  private final SessionMode mode;
  private final About about;
  private final Outbox outbox;
  private final SessionAggregates sessions;
  private final OpenSessions open = new OpenSessions(this::tell);
  private final Interval interval = new Interval(TimeUnit.SECONDS.toNanos(30));
  private final JsonBytes json = new JsonBytes();
  private final List<Item> updates = new ArrayList<>();

  public HealthSignal(SessionMode mode, About about, Outbox outbox) {
    this.mode = mode;
    this.about = about;
    this.outbox = outbox;
    this.sessions = new SessionAggregates(about);
  }

  /**
   * Counts one operation; does nothing without a release.
   *
   * @param session the name of its session, null for none
   * @param user who asked, as Sentry may know him; null for nobody
   */
  public void operation(
      @Nullable String session,
      @Nullable String user,
      long startEpochNanos,
      long endEpochNanos,
      Health health) {
    if (session == null || mode == SessionMode.REQUEST) {
      sessions.count(startEpochNanos, user, health);
    } else if (about.release() != null) {
      open.operation(session, user, startEpochNanos, endEpochNanos, health, System.nanoTime());
    }
  }

  /** Counts what belongs to no session; does nothing without a release. */
  public void count(long startEpochNanos, Health health) {
    sessions.count(startEpochNanos, null, health);
  }

  /** Counts an exception that nobody caught. */
  public void crash(long epochNanos) {
    sessions.count(epochNanos, null, Health.CRASHED);
    open.crash();
  }

  /** Notes that a session ended. */
  void closed(String session, long epochNanos) {
    if (mode == SessionMode.APPLICATION) {
      open.close(session, epochNanos);
    }
  }

  @Override
  public void tick(long now) {
    if (interval.isDue(now)) {
      open.expire(now);
      flush(false);
    }
  }

  @Override
  public void flush(boolean last) {
    if (last) {
      open.end();
    } else {
      open.tell();
    }
    putUpdates();
    while (!sessions.isEmpty()) {
      int counted = sessions.drainTo(json.clear());
      outbox.put(Item.sessions(json, counted));
    }
  }

  private void tell(OpenSession session, Status status) {
    long nanos = session.lastEpochNanos() - session.startEpochNanos();
    JsonBytes update = new JsonBytes();
    update.beginObject().field("sid", session.sid()).field("init", session.tellFirst());
    update.field("did", session.user());
    update.field("started", Instant.ofEpochSecond(0, session.startEpochNanos()).toString());
    update.field("timestamp", Instant.ofEpochSecond(0, session.lastEpochNanos()).toString());
    update.key("duration").value(nanos / 1e9);
    update.field("status", status.word()).field("errors", session.errors());
    update.key("attrs").beginObject();
    update.field("release", about.release()).field("environment", about.environment());
    update.endObject().endObject();
    updates.add(Item.session(update));
    if (updates.size() >= MOST_UPDATES) {
      putUpdates();
    }
  }

  private void putUpdates() {
    if (!updates.isEmpty()) {
      outbox.put(updates);
      updates.clear();
    }
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return interval.untilDue(now, atMost);
  }
}
