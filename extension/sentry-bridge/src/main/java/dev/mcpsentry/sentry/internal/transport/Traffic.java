package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.Bound;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeQueue;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits and what is on its way, and the lanes that take the one for the other. Thread-safe:
 * one lock guards all of it.
 */
final class Traffic {

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
  private long taken;
  private long takenBefore;
  private int givenUp;
  private boolean answered;
  private boolean closing;
  private boolean abandoned;

  Traffic(
      int mostLanes,
      Map<ItemType, Bound> bounds,
      Supplier<EnvelopePost> posts,
      Context suppressed,
      Undelivered undelivered,
      SenderLog log) {
    this.queue = new EnvelopeQueue(bounds);
    this.undelivered = undelivered;
    this.log = log;
    this.lanes =
        new Lanes(
            mostLanes,
            () -> new Lane(this, posts, rateLimits, suppressed, lock.newCondition(), log));
  }

  /** Whether Sentry wants to hear nothing of the type now. */
  boolean isLimited(ItemType type) {
    return rateLimits.limited(type.category(), System.currentTimeMillis());
  }

  /** Whether nothing waits, and it is not known that the server is out of reach. */
  // while it is out of reach one is enough to knock with, when it is time for that
  boolean isCalm() {
    return locked(
        () ->
            queue.size() == 0
                && !closing
                && (inFlight == 0 || !reachability.isInDoubt())
                && reachability.nanosToNextAttempt(System.nanoTime()) <= 0);
  }

  /** Adds an envelope to what waits. */
  void add(Envelope envelope) {
    Throwable problem = null;
    lock.lock();
    try {
      if (abandoned) {
        undelivered.refused(DiscardReason.NETWORK_ERROR, envelope);
        return;
      }
      submitted++;
      if (envelope.kept() == null) {
        undelivered.reporting(envelope);
      }
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
  long submitted() {
    return locked(() -> submitted);
  }

  /** How many of them are sent or given up. */
  long settled() {
    return locked(() -> submitted - inFlight - queue.size());
  }

  /** Lets another take what waits, when nobody has taken anything since this was last called. */
  void overtakeHanging() {
    Throwable problem = null;
    lock.lock();
    try {
      if (taken == takenBefore && queue.size() > 0 && !reachability.isInDoubt()) {
        problem = lanes.overtake();
      }
      takenBefore = taken;
    } finally {
      lock.unlock();
    }
    if (problem != null) {
      log.failed(problem);
    }
  }

  /** Gives up requests that take longer. */
  void abortThoseBusyFor(long nanos) {
    lock.lock();
    try {
      lanes.abortThoseBusyFor(nanos);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends what waits within the time, whatever was known of the server.
   *
   * @param careful whether no more than one may be on its way before there is an answer
   */
  void finish(long timeoutNanos, boolean careful) {
    lock.lock();
    try {
      closing = true;
      answered &= !reachability.isInDoubt();
      reachability.tryAgain();
      lanes.wakeAll();
      awaitQuiet(timeoutNanos, careful);
    } finally {
      lock.unlock();
    }
  }

  private void awaitQuiet(long timeoutNanos, boolean careful) {
    long start = System.nanoTime();
    try {
      long left = timeoutNanos;
      while (!isQuiet() && !abandoned && left > 0) {
        lanes.hurry(queue.size(), inFlight, System.nanoTime() - start, careful && !answered);
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

  /** Waits until the lanes have let go of what they were sending. */
  void awaitLetGo(long timeoutNanos) {
    lock.lock();
    try {
      long left = timeoutNanos;
      while (inFlight > 0 && left > 0) {
        left = quiet.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** The next envelope for a lane; null when the lane shall end, and then it is forgotten. */
  @Nullable Envelope take(Lane lane) {
    lock.lock();
    try {
      Envelope next = awaitNext(lane);
      if (next == null) {
        lanes.remove(lane);
      } else {
        inFlight++;
        taken++;
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
  void reached(long nanos) {
    Throwable problem = null;
    lock.lock();
    try {
      inFlight--;
      if (nanos > 0) {
        lanes.answered(nanos);
      }
      answered = true;
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
  void missed(Envelope envelope, PostFailure failure, Resend resend) {
    boolean unconnected = failure.progress() == PostFailure.Progress.UNCONNECTED;
    boolean expected;
    lock.lock();
    try {
      inFlight--;
      expected = abandoned;
      if (closing && !abandoned) {
        givenUp++;
      }
      reachability.missed(System.nanoTime());
      if (closing || resend == Resend.NEVER) {
        undelivered.unanswered(envelope, failure);
      } else if (envelope.kept() != null) {
        // it waits better where it was
        undelivered.displaced(DiscardReason.NETWORK_ERROR, envelope);
      } else {
        queue.putBack(envelope);
        evict(envelope.type());
      }
      // as long as others are on their way the server is there
      if (closing && unconnected && inFlight == 0) {
        abandon();
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
  }

  /** Counts what is given up. */
  void dropped(DiscardReason reason, Envelope envelope) {
    undelivered.dropped(reason, envelope);
  }

  /** Forgets a lane whose thread ends, whatever the reason. */
  void ended(Lane lane) {
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
    for (Envelope next = queue.poll(); next != null; next = queue.poll()) {
      if (!isLimited(next.type())) {
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
      undelivered.displaced(reason, oldest);
    }
  }

  /** Gives up what is not settled; answers how many envelopes were since the end began. */
  int abandon() {
    lock.lock();
    try {
      if (!abandoned) {
        givenUp += inFlight + queue.size();
        abandoned = true;
      }
      for (Envelope rest = queue.poll(); rest != null; rest = queue.poll()) {
        undelivered.displaced(DiscardReason.NETWORK_ERROR, rest);
      }
      lanes.wakeAll();
      quiet.signalAll();
      lanes.abortAll();
      return givenUp;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> reading) {
    lock.lock();
    try {
      return reading.get();
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
