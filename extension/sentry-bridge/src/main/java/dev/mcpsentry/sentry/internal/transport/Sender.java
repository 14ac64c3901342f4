package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.Bound;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeQueue;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends envelopes over daemon threads with a connection each, as many as the load times the
 * distance to the server asks for: they come when what waits would take too long, and go when there
 * is nothing to do, the busiest last. While the server is out of reach envelopes wait, within their
 * bounds, and one thread knocks now and then.
 */
public final class Sender {

  /** Enough for 2,500 envelopes a second to a server that answers after 100 ms. */
  public static final int MAX_LANES = 256;

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final Reachability reachability =
      new Reachability(() -> ThreadLocalRandom.current().nextDouble());
  private final RateLimits rateLimits = new RateLimits();
  private final EnvelopeQueue queue;
  private final Lanes lanes;
  private final Undelivered undelivered;
  private final SenderLog log;

  private int inFlight;
  private long submitted;
  private boolean closing;
  private boolean abandoned;

  public Sender(BridgeOptions options, ClientReports reports, StderrLog log) {
    this(options, reports, log, Map.of(), () -> EnvelopePost.to(options, TIMEOUT_MILLIS));
  }

  public Sender(
      BridgeOptions options,
      ClientReports reports,
      StderrLog log,
      Map<ItemType, Bound> bounds,
      Supplier<EnvelopePost> posts) {
    this.log = new SenderLog(options, log);
    this.undelivered = new Undelivered(reports, log);
    this.queue = new EnvelopeQueue(bounds);
    Context suppressed = SuppressedContext.create(log);
    this.lanes =
        new Lanes(
            MAX_LANES,
            () -> new Lane(this, posts, rateLimits, suppressed, lock.newCondition(), this.log));
  }

  /** Queues an envelope and returns at once. */
  public void submit(Envelope envelope) {
    if (rateLimits.limited(envelope.type().category(), System.currentTimeMillis())) {
      undelivered.refused(DiscardReason.RATELIMIT_BACKOFF, envelope);
      return;
    }
    Throwable problem = null;
    lock.lock();
    try {
      if (abandoned) {
        undelivered.refused(DiscardReason.NETWORK_ERROR, envelope);
        return;
      }
      submitted++;
      undelivered.reporting(envelope);
      queue.add(envelope);
      evict(envelope.type());
      problem = putToWork();
    } finally {
      lock.unlock();
    }
    if (problem != null) {
      log.failed(problem);
    }
  }

  /** How many envelopes were ever queued. */
  public long submitted() {
    lock.lock();
    try {
      return submitted;
    } finally {
      lock.unlock();
    }
  }

  /** How many of them are sent or given up. */
  public long settled() {
    lock.lock();
    try {
      return submitted - inFlight - queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Says on stderr what was dropped, when it is time for that. */
  public void tellDrops() {
    undelivered.tell();
  }

  /** Counts what was not sent; what a lost report told is told again by the next. */
  void dropped(DiscardReason reason, Envelope envelope) {
    undelivered.dropped(reason, envelope);
  }

  /** Gives up requests that hang beyond all timeouts, such as a write nobody reads. */
  public void endStuckRequests() {
    lock.lock();
    try {
      lanes.abortThoseBusyFor(STUCK_NANOS);
    } finally {
      lock.unlock();
    }
  }

  /** Sends what is queued within the time, then gives the rest up and lets the threads go. */
  public void close(long timeoutNanos) {
    undelivered.tellRest();
    lock.lock();
    try {
      closing = true;
      reachability.tryAgain();
      lanes.wakeAll();
      awaitQuiet(timeoutNanos);
    } finally {
      lock.unlock();
    }
    log.givenUp(abandon());
  }

  private void awaitQuiet(long timeoutNanos) {
    long start = System.nanoTime();
    try {
      long left = timeoutNanos;
      while (!isQuiet() && !abandoned && left > 0) {
        lanes.hurry(queue.size(), inFlight, System.nanoTime() - start);
        if (lanes.isEmpty()) {
          return;
        }
        quiet.awaitNanos(Math.min(left, LAST_LOOK_NANOS));
        left = timeoutNanos - (System.nanoTime() - start);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next envelope for a lane; null when the lane shall end, and then it is forgotten. */
  public @Nullable Envelope take(Lane lane) {
    lock.lock();
    try {
      Envelope next = awaitNext(lane);
      if (next == null) {
        lanes.remove(lane);
      } else {
        inFlight++;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that a request in flight is over and the server there.
   *
   * @param nanos how long the answer took, or 0 when that says nothing
   */
  public void reached(long nanos) {
    Throwable problem = null;
    lock.lock();
    try {
      inFlight--;
      if (nanos > 0) {
        lanes.answered(nanos);
      }
      reachability.reached();
      problem = putToWork();
      signalIfQuiet();
    } finally {
      lock.unlock();
    }
    if (problem != null) {
      log.failed(problem);
    }
  }

  /** Notes that a request in flight got no answer, and keeps its envelope if it may go again. */
  public void missed(Envelope envelope, PostFailure failure, Resend resend) {
    boolean unconnected = failure.progress() == PostFailure.Progress.UNCONNECTED;
    boolean expected;
    int givenUp = 0;
    lock.lock();
    try {
      inFlight--;
      expected = abandoned;
      reachability.missed(System.nanoTime());
      if (closing || resend == Resend.NEVER) {
        undelivered.unanswered(envelope, failure);
      } else {
        queue.putBack(envelope);
        evict(envelope.type());
      }
      // as long as others are on their way the server is there
      if (closing && unconnected && inFlight == 0) {
        givenUp = abandon();
      } else if (closing) {
        reachability.tryAgain();
      }
      signalIfQuiet();
    } finally {
      lock.unlock();
    }
    if (!expected) {
      log.missed(failure.reason());
    }
    log.givenUp(givenUp);
  }

  /** Forgets a lane whose thread ends, whatever the reason. */
  public void ended(Lane lane) {
    lock.lock();
    try {
      lanes.remove(lane);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Envelope awaitNext(Lane lane) {
    long patience = Lanes.patience();
    while (!abandoned) {
      long nanosToKnock = reachability.nanosToNextAttempt(System.nanoTime());
      Envelope next = nanosToKnock <= 0 ? nextAllowed() : null;
      if (next != null) {
        return next;
      }
      signalIfQuiet();
      try {
        if (queue.size() > 0 && lanes.knock(lane, nanosToKnock)) {
          patience = Lanes.patience();
        } else if (patience > 0) {
          patience = lanes.rest(lane, patience);
        } else {
          return null;
        }
      } catch (InterruptedException stop) {
        return null;
      }
    }
    return null;
  }

  private @Nullable Envelope nextAllowed() {
    long now = System.currentTimeMillis();
    for (Envelope next = queue.poll(); next != null; next = queue.poll()) {
      if (!rateLimits.limited(next.type().category(), now)) {
        return next;
      }
      undelivered.refused(DiscardReason.RATELIMIT_BACKOFF, next);
    }
    return null;
  }

  /** Sees to it that somebody takes what waits; answers why nobody can. */
  private @Nullable Throwable putToWork() {
    if (queue.size() == 0) {
      return null;
    }
    return reachability.isInDoubt()
        ? lanes.letKnock(inFlight)
        : lanes.putToWork(queue.size(), inFlight);
  }

  private void evict(ItemType type) {
    DiscardReason reason =
        reachability.isInDoubt() ? DiscardReason.NETWORK_ERROR : DiscardReason.QUEUE_OVERFLOW;
    for (Envelope oldest = queue.evict(type); oldest != null; oldest = queue.evict(type)) {
      dropped(reason, oldest);
    }
  }

  /** Gives up what is not settled, and answers how many envelopes that are. */
  private int abandon() {
    lock.lock();
    try {
      int givenUp = abandoned ? 0 : inFlight + queue.size();
      abandoned = true;
      for (Envelope rest = queue.poll(); rest != null; rest = queue.poll()) {
        dropped(DiscardReason.NETWORK_ERROR, rest);
      }
      lanes.wakeAll();
      quiet.signalAll();
      lanes.abortAll();
      return givenUp;
    } finally {
      lock.unlock();
    }
  }

  private boolean isQuiet() {
    return inFlight == 0 && queue.size() == 0;
  }

  private void signalIfQuiet() {
    if (isQuiet()) {
      quiet.signalAll();
    }
  }
}
