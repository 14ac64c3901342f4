package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.Bound;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.spool.Spool;
import dev.mcpsentry.telemetry.StderrLog;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends envelopes over daemon threads with a connection each, as many as the load times the
 * distance to the server asks for: they come when what waits would take too long, and go when there
 * is nothing to do, the busiest last. While the server is out of reach envelopes wait, within their
 * bounds, and one thread knocks now and then; what finds no room or no time goes into the spool, if
 * there is one.
 */
public final class Sender {

  /** Enough for 2,500 envelopes a second to a server that answers after 100 ms. */
  public static final int MAX_LANES = 256;

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(20);
  // of the time for the end
  private static final long KEEPING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long LETTING_GO_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Traffic traffic;
  private final Undelivered undelivered;
  private final @Nullable Spool spool;
  private final SenderLog log;

  public Sender(BridgeOptions options, ClientReports reports, StderrLog log) {
    this(options, reports, log, Map.of(), () -> EnvelopePost.to(options, TIMEOUT_MILLIS));
  }

  public Sender(
      BridgeOptions options,
      ClientReports reports,
      StderrLog log,
      Map<ItemType, Bound> bounds,
      Supplier<EnvelopePost> posts) {
    this(options, reports, log, bounds, posts, null);
  }

  Sender(
      BridgeOptions options,
      ClientReports reports,
      StderrLog log,
      Map<ItemType, Bound> bounds,
      Supplier<EnvelopePost> posts,
      @Nullable Spool spool) {
    this.spool = spool;
    this.log = new SenderLog(options, log);
    this.undelivered = new Undelivered(reports, log, spool);
    this.traffic =
        new Traffic(MAX_LANES, bounds, posts, SuppressedContext.create(log), undelivered, this.log);
  }

  /** One that keeps what it cannot send where the options say, and brings back what is there. */
  public static Sender start(BridgeOptions options, ClientReports reports, StderrLog log) {
    Spool spool = Spool.of(options, reports, log);
    Sender sender =
        new Sender(
            options, reports, log, Map.of(), () -> EnvelopePost.to(options, TIMEOUT_MILLIS), spool);
    sender.startSpool();
    return sender;
  }

  /** Lets the spool, if there is one, do its work on a thread of its own. */
  void startSpool() {
    Spool keeping = spool;
    if (keeping == null) {
      return;
    }
    Thread thread = BridgeThread.of(() -> keeping.run(new BackIn()), "spool");
    try {
      thread.start();
    } catch (Throwable problem) {
      keeping.close(0);
      log.failed(problem);
    }
  }

  /** Queues an envelope and returns at once. */
  public void submit(Envelope envelope) {
    if (traffic.isLimited(envelope.type())) {
      undelivered.refused(DiscardReason.RATELIMIT_BACKOFF, envelope);
    } else {
      traffic.add(envelope);
    }
  }

  /** How many envelopes were ever queued. */
  public long submitted() {
    return traffic.submitted();
  }

  /** How many of them are sent, kept or given up. */
  public long settled() {
    return traffic.settled();
  }

  /** What was sent so far, and what Sentry says to it. */
  public Deliveries deliveries() {
    return log.deliveries();
  }

  /** Says on stderr what was dropped, when it is time for that. */
  public void tellDrops() {
    undelivered.tell();
  }

  /** Lets another take what waits, when nobody has taken anything since this was last called. */
  public void overtakeHanging() {
    traffic.overtakeHanging();
  }

  /** Gives up requests that hang beyond all timeouts, such as a write nobody reads. */
  public void endStuckRequests() {
    traffic.abortThoseBusyFor(STUCK_NANOS);
  }

  /**
   * Sends what is queued within the time, then keeps the rest or gives it up, and lets the threads
   * go.
   */
  public void close(long timeoutNanos) {
    long end = System.nanoTime() + timeoutNanos;
    undelivered.tellRest();
    if (spool == null) {
      traffic.finish(timeoutNanos, false);
      log.givenUp(traffic.abandon(), 0);
      return;
    }
    spool.ending();
    // what is on its way cannot be kept
    traffic.finish(timeoutNanos - Math.min(KEEPING_NANOS, timeoutNanos / 2), true);
    int left = traffic.abandon();
    traffic.awaitLetGo(LETTING_GO_NANOS);
    int kept = spool.close(end - System.nanoTime());
    if (left > 0) {
      log.givenUp(Math.max(0, left - kept), kept);
    }
  }

  /** The way back of what was kept. */
  private final class BackIn implements Spool.Outlet {

    @Override
    public boolean isCalm() {
      return traffic.isCalm();
    }

    @Override
    public boolean isLimited(ItemType type) {
      return traffic.isLimited(type);
    }

    @Override
    public void resend(Envelope envelope) {
      traffic.add(envelope);
    }
  }
}
