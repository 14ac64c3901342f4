package dev.mcpsentry.sentry.internal.bridge;

import dev.mcpsentry.sentry.internal.transport.BridgeThread;
import dev.mcpsentry.sentry.internal.transport.Sender;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The bridge's one thread: asks the signals, keeps the time, ends within the budget. */
final class BridgeWorker implements Runnable {

  // a first issue loads classes, which takes long on a busy machine
  private static final long LEAST_SENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long FLUSH_BUDGET_NANOS = TimeUnit.SECONDS.toNanos(5);
  // what comes in the meantime is dealt with together, which spares most of what it costs to wake
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long FLUSH_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STUCK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int NAPS_BEFORE_SLEEP = 20;
  private static final int BATCH = 256;

  private final List<Signal> signals;
  private final Sender sender;
  private final Wakeup wakeup;
  private final StderrLog log;
  private final Thread thread;
  private final Interval stuck = new Interval(STUCK_INTERVAL_NANOS);
  private final ConcurrentLinkedQueue<Wish> wishes = new ConcurrentLinkedQueue<>();
  private final List<Flush> flushes = new ArrayList<>();
  private volatile long exitDeadline;
  private volatile @Nullable CompletableResultCode shutdown;
  private int naps;

  BridgeWorker(List<Signal> signals, Sender sender, Wakeup wakeup, StderrLog log) {
    this.signals = signals;
    this.sender = sender;
    this.wakeup = wakeup;
    this.log = log;
    this.thread = BridgeThread.of(this, "bridge");
  }

  void start() {
    thread.start();
  }

  /** Sends what is complete; done when the server has it. */
  CompletableResultCode flush() {
    return flush(false, System.nanoTime() + FLUSH_BUDGET_NANOS);
  }

  /** Sends what is complete, or all there is; done when the server has it. */
  CompletableResultCode flush(boolean everything, long deadline) {
    Wish wish = new Wish(new CompletableResultCode(), everything, deadline);
    if (shutdown == null) {
      wishes.add(wish);
      LockSupport.unpark(thread);
    }
    // after the end nobody looks for wishes any more
    CompletableResultCode end = shutdown;
    return end == null ? wish.result() : end;
  }

  /**
   * Sends everything until then, in {@link System#nanoTime}, and ends. Asking again gets the same
   * answer.
   */
  synchronized CompletableResultCode shutdown(long deadline) {
    CompletableResultCode result = shutdown;
    if (result == null) {
      result = new CompletableResultCode();
      exitDeadline = deadline;
      shutdown = result;
      LockSupport.unpark(thread);
    }
    return result;
  }

  @Override
  public void run() {
    boolean running = true;
    while (running) {
      try {
        running = turn();
      } catch (Throwable problem) {
        // without this thread the process would wait at its end for an answer
        survive(problem);
      }
    }
  }

  /** Does what there is to do; false after the end. */
  private boolean turn() {
    int taken = take();
    long now = System.nanoTime();
    for (Signal signal : signals) {
      signal.tick(now);
    }
    sender.overtakeHanging();
    if (stuck.isDue(now)) {
      sender.endStuckRequests();
      sender.tellDrops();
    }
    CompletableResultCode end = shutdown;
    if (end != null) {
      finish(end);
      return false;
    }
    startFlushes();
    endFlushes(now);
    naps = taken > 0 ? 0 : naps + 1;
    if (taken < BATCH) {
      rest(now);
    }
    return true;
  }

  // there may be no memory for a line
  private void survive(Throwable problem) {
    try {
      log.stepAside("bridge", problem);
      wakeup.nap(FLUSH_NAP_NANOS);
    } catch (Throwable worse) {
      // the next turn may go better
    }
  }

  private void rest(long now) {
    if (!wishes.isEmpty() || shutdown != null) {
      return;
    }
    if (!flushes.isEmpty()) {
      wakeup.nap(FLUSH_NAP_NANOS);
    } else if (naps <= NAPS_BEFORE_SLEEP) {
      wakeup.nap(NAP_NANOS);
    } else {
      wakeup.sleep(untilNextDeadline(now), this::isIdle);
    }
  }

  private long untilNextDeadline(long now) {
    long due = stuck.untilDue(now, LONGEST_SLEEP_NANOS);
    for (Signal signal : signals) {
      due = signal.untilNextDeadline(now, due);
    }
    return Math.max(1, due);
  }

  private boolean isIdle() {
    for (Signal signal : signals) {
      if (!signal.isIdle()) {
        return false;
      }
    }
    return true;
  }

  private int take() {
    int most = 0;
    long now = System.nanoTime();
    for (Signal signal : signals) {
      most = Math.max(most, signal.take(BATCH, now));
    }
    return most;
  }

  private boolean areSettled() {
    for (Signal signal : signals) {
      if (!signal.isSettled()) {
        return false;
      }
    }
    return true;
  }

  private void awaitSettled() {
    while (!areSettled() && System.nanoTime() - exitDeadline < 0) {
      wakeup.nap(FLUSH_NAP_NANOS);
    }
  }

  private void takeAll() {
    while (take() == BATCH) {
      // until nothing waits
    }
  }

  private void startFlushes() {
    if (wishes.isEmpty()) {
      return;
    }
    takeAll();
    List<Wish> granted = new ArrayList<>();
    boolean everything = false;
    for (Wish next = wishes.poll(); next != null; next = wishes.poll()) {
      granted.add(next);
      everything |= next.everything();
    }
    flushSignals(everything);
    long mark = sender.submitted();
    granted.forEach(wish -> flushes.add(new Flush(wish, mark)));
  }

  private void flushSignals(boolean everything) {
    for (Signal signal : signals) {
      try {
        signal.flush(everything);
      } catch (Throwable problem) {
        // the others are told all the same
        log.stepAside("flush", problem);
      }
    }
  }

  private void endFlushes(long now) {
    if (flushes.isEmpty()) {
      return;
    }
    long settled = areSettled() ? sender.settled() : -1;
    for (Iterator<Flush> pending = flushes.iterator(); pending.hasNext(); ) {
      Flush flush = pending.next();
      if (settled >= flush.mark()) {
        flush.wish().result().succeed();
        pending.remove();
      } else if (now - flush.wish().deadline() > 0) {
        flush.wish().result().fail();
        pending.remove();
      }
    }
  }

  private void finish(CompletableResultCode end) {
    try {
      takeAll();
      wakeup.end();
      takeAll();
      flushSignals(true);
    } catch (Throwable problem) {
      log.stepAside("bridge", problem);
    } finally {
      wakeup.end();
      try {
        sender.close(Math.max(LEAST_SENDING_NANOS, exitDeadline - System.nanoTime()));
        awaitSettled();
        signals.forEach(Signal::close);
        log.lastWords();
      } finally {
        wishes.forEach(wish -> wish.result().succeed());
        flushes.forEach(flush -> flush.wish().result().succeed());
        end.succeed();
      }
    }
  }

  /** A flush that somebody asked for. */
  private record Wish(CompletableResultCode result, boolean everything, long deadline) {}

  /** A flush under way: done once so many envelopes are settled. */
  private record Flush(Wish wish, long mark) {}
}
