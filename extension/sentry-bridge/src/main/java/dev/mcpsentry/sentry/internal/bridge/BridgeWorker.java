package dev.mcpsentry.sentry.internal.bridge;

import dev.mcpsentry.sentry.internal.span.FinishedSpan;
import dev.mcpsentry.sentry.internal.span.SpanPipeline;
import dev.mcpsentry.sentry.internal.span.SpanQueue;
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

/** The bridge's one thread: takes finished spans, keeps the time, ends within the budget. */
public final class BridgeWorker implements Runnable {

  // with the rest of an exit under two seconds
  public static final long EXIT_BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(1_400);

  // a first issue loads classes, which takes long on a busy machine
  private static final long LEAST_SENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long FLUSH_BUDGET_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long REPORT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int NAPS_BEFORE_SLEEP = 20;
  private static final int BATCH = 256;

  private final SpanQueue queue;
  private final SpanPipeline pipeline;
  private final Sender sender;
  private final StderrLog log;
  private final Thread thread;
  private final ConcurrentLinkedQueue<CompletableResultCode> requestedFlushes =
      new ConcurrentLinkedQueue<>();
  private final List<Flush> flushes = new ArrayList<>();
  private volatile long exitDeadline;
  private volatile @Nullable CompletableResultCode shutdown;
  private volatile boolean over;
  private long nextReport;
  private int naps;

  public BridgeWorker(SpanQueue queue, SpanPipeline pipeline, Sender sender, StderrLog log) {
    this.queue = queue;
    this.pipeline = pipeline;
    this.sender = sender;
    this.log = log;
    this.nextReport = System.nanoTime() + REPORT_INTERVAL_NANOS;
    this.thread = BridgeThread.of(this, "bridge");
  }

  public void start() {
    thread.start();
  }

  /** Sends what is complete; done when the server has it. */
  public CompletableResultCode flush() {
    CompletableResultCode result = new CompletableResultCode();
    if (shutdown == null) {
      requestedFlushes.add(result);
      LockSupport.unpark(thread);
    }
    // after the end nobody looks for requested flushes any more
    CompletableResultCode end = shutdown;
    return end == null ? result : end;
  }

  /**
   * Sends everything until then, in {@link System#nanoTime}, and ends. Asking again gets the same
   * answer.
   */
  public synchronized CompletableResultCode shutdown(long deadline) {
    CompletableResultCode result = shutdown;
    if (result == null) {
      result = new CompletableResultCode();
      exitDeadline = deadline;
      shutdown = result;
      LockSupport.unpark(thread);
    }
    return result;
  }

  /** Whether nothing is taken any more. */
  public boolean isOver() {
    return over;
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
    int taken = drain();
    long now = System.nanoTime();
    pipeline.tick(now);
    if (now - nextReport >= 0) {
      nextReport = now + REPORT_INTERVAL_NANOS;
      pipeline.report();
      sender.endStuckRequests();
      sender.tellDrops();
    }
    CompletableResultCode end = shutdown;
    if (end != null) {
      finish(end);
      return false;
    }
    startFlushes(now);
    endFlushes(now);
    naps = taken > 0 ? 0 : naps + 1;
    if (taken < BATCH) {
      rest(naps, now, nextReport);
    }
    return true;
  }

  // there may be no memory for a line
  private void survive(Throwable problem) {
    try {
      log.stepAside("bridge", problem);
      queue.nap(NAP_NANOS);
    } catch (Throwable worse) {
      // the next turn may go better
    }
  }

  private void rest(int naps, long now, long nextReport) {
    long longest = Math.min(LONGEST_SLEEP_NANOS, nextReport - now);
    long due = Math.max(1, pipeline.untilNextDeadline(now, longest));
    if (naps <= NAPS_BEFORE_SLEEP || !flushes.isEmpty()) {
      queue.nap(Math.min(NAP_NANOS, due));
    } else if (requestedFlushes.isEmpty() && shutdown == null) {
      queue.sleep(due);
    }
  }

  private int drain() {
    int taken = 0;
    long now = System.nanoTime();
    for (FinishedSpan next = queue.poll(); next != null; next = queue.poll()) {
      try {
        pipeline.accept(next, now);
      } catch (Throwable problem) {
        pipeline.lost(next);
        log.stepAside("span", problem);
      }
      if (++taken == BATCH) {
        break;
      }
    }
    return taken;
  }

  private void startFlushes(long now) {
    if (requestedFlushes.isEmpty()) {
      return;
    }
    drainAll();
    pipeline.flush(false);
    pipeline.report();
    long mark = sender.submitted();
    for (CompletableResultCode next = requestedFlushes.poll();
        next != null;
        next = requestedFlushes.poll()) {
      flushes.add(new Flush(next, mark, now + FLUSH_BUDGET_NANOS));
    }
  }

  private void endFlushes(long now) {
    if (flushes.isEmpty()) {
      return;
    }
    long settled = sender.settled();
    for (Iterator<Flush> pending = flushes.iterator(); pending.hasNext(); ) {
      Flush flush = pending.next();
      if (settled >= flush.mark()) {
        flush.result().succeed();
        pending.remove();
      } else if (now - flush.deadline() > 0) {
        flush.result().fail();
        pending.remove();
      }
    }
  }

  private void finish(CompletableResultCode end) {
    try {
      drainAll();
      over = true;
      drainAll();
      pipeline.flush(true);
      pipeline.report();
    } catch (Throwable problem) {
      log.stepAside("bridge", problem);
    } finally {
      over = true;
      try {
        sender.close(Math.max(LEAST_SENDING_NANOS, exitDeadline - System.nanoTime()));
        log.lastWords();
      } finally {
        requestedFlushes.forEach(CompletableResultCode::succeed);
        flushes.forEach(flush -> flush.result().succeed());
        end.succeed();
      }
    }
  }

  private void drainAll() {
    while (drain() == BATCH) {
      // until the queue is empty
    }
  }

  /** A flush under way: done once so many envelopes are settled. */
  private record Flush(CompletableResultCode result, long mark, long deadline) {}
}
