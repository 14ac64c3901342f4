package dev.mcpsentry.sentry.internal.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sender's threads: as many as what waits, times the distance to the server, asks for. While
 * the server is out of reach one of them knocks now and then. Guarded by its owner's lock.
 */
final class Lanes {

  // what waits shall take no longer; an exit leaves little more time for it
  private static final long MAX_BACKLOG_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  // at the end nothing more will come, and there is nobody left to compete with
  private static final long LAST_BACKLOG_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  // what is worked off sooner wakes nobody else: to wake somebody costs more than to send
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int most;
  private final Supplier<Lane> factory;
  private final Distance distance = new Distance();
  private final List<Lane> all;
  // the last to come is the first to go on, so that the others end when load does
  private final ArrayDeque<Lane> idle;
  private @Nullable Lane knocking;

  Lanes(int most, Supplier<Lane> factory) {
    this.most = most;
    this.factory = factory;
    this.all = new ArrayList<>(most);
    this.idle = new ArrayDeque<>(most);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Notes how long an answer took. */
  void answered(long nanos) {
    distance.answered(nanos);
  }

  /** How long a lane that has nothing to do waits before it goes. */
  static long patience() {
    return IDLE_NANOS;
  }

  /** Waits to knock, unless another lane does; answers whether it did. */
  boolean knock(Lane lane, long nanos) throws InterruptedException {
    if (knocking != null) {
      return false;
    }
    knocking = lane;
    try {
      lane.wake().awaitNanos(nanos);
    } finally {
      if (knocking == lane) {
        knocking = null;
      }
    }
    return true;
  }

  /** Waits for work; answers what is left of the time. */
  long rest(Lane lane, long nanos) throws InterruptedException {
    idle.addLast(lane);
    try {
      return lane.wake().awaitNanos(nanos);
    } finally {
      idle.remove(lane);
    }
  }

  void remove(Lane lane) {
    all.remove(lane);
  }

  /**
   * Sees to it that somebody takes what waits for a server in reach; answers why nobody can.
   *
   * @param busy how many lanes are on their way
   */
  @Nullable Throwable putToWork(int waiting, int busy) {
    Lane knocks = knocking;
    if (knocks != null) {
      knocking = null;
      knocks.wake().signal();
      return null;
    }
    return isSoonWorkedOff(waiting)
        ? null
        : wakeOrStart(needsMore(waiting, busy, distance.nanos(), MAX_BACKLOG_NANOS));
  }

  private boolean isSoonWorkedOff(int waiting) {
    return waiting * distance.nanos() <= (all.size() - idle.size()) * SOON_NANOS;
  }

  /** Lets one that rests take what waits behind those that hang; answers why none can. */
  @Nullable Throwable overtake() {
    return wakeOrStart(all.isEmpty());
  }

  /** Sees to it that somebody knocks at a server out of reach; answers why nobody can. */
  @Nullable Throwable letKnock(int busy) {
    // whoever is on the way or waits to knock will do
    return knocking == null && busy == 0 ? wakeOrStart(all.isEmpty()) : null;
  }

  /**
   * Starts as many as it takes to send what waits before the end.
   *
   * @param sinceNanos how long the end has lasted; a server that did not answer yet is at least as
   *     far away as that
   * @param careful whether one has to do
   */
  void hurry(int waiting, int busy, long sinceNanos, boolean careful) {
    long known = distance.isKnown() ? distance.nanos() : sinceNanos;
    long answerNanos = careful ? 0 : known;
    while (needsMore(waiting, busy, answerNanos, LAST_BACKLOG_NANOS) && start() == null) {
      // as many as it takes
    }
  }

  void wakeAll() {
    all.forEach(lane -> lane.wake().signal());
  }

  void abortAll() {
    all.forEach(Lane::abort);
  }

  void abortThoseBusyFor(long nanos) {
    all.forEach(lane -> lane.abortIfBusyFor(nanos));
  }

  private @Nullable Throwable wakeOrStart(boolean another) {
    Lane last = idle.pollLast();
    if (last != null) {
      last.wake().signal();
      return null;
    }
    return another ? start() : null;
  }

  /** Whether what waits would take too long, and there is nobody who is about to take it. */
  private boolean needsMore(int waiting, int busy, long answerNanos, long backlogNanos) {
    int lanes = all.size();
    if (lanes == 0 || waiting == 0 || lanes == most) {
      return lanes == 0 && waiting > 0;
    }
    return waiting > 1 && waiting > lanes - busy && waiting * answerNanos > lanes * backlogNanos;
  }

  /** Answers why there is none, such as too many threads; the next envelope tries again. */
  private @Nullable Throwable start() {
    Lane lane = factory.get();
    try {
      BridgeThread.of(lane, "sender-" + (all.size() + 1)).start();
    } catch (Throwable problem) {
      return problem;
    }
    all.add(lane);
    return null;
  }
}
