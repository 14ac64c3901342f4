package dev.mcpsentry.telemetry;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Prints lines on a daemon thread, so that nobody else waits for a pipe that is full or for
 * somebody who holds the stream's lock. The thread comes with a line and goes when there was none
 * for a second: one that stayed would keep an undeployed application in memory.
 */
final class StderrPrinter implements Runnable {

  /** One for each class loader that has this class. */
  static final StderrPrinter OF_THIS_LOADER = new StderrPrinter();

  static final int MAX_WAITING = 256;

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LAST_WORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private record Line(PrintStream out, String text) {}

  // never held while something is printed
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition said = lock.newCondition();
  private final Condition quiet = lock.newCondition();
  private final ArrayDeque<Line> waiting = new ArrayDeque<>();
  private @Nullable Thread thread;
  private @Nullable Line printing;
  private long printingSince;
  private @Nullable PrintStream dropsOn;
  private long drops;

  /** Has a line printed soon, or drops it when too many wait. */
  void say(PrintStream out, String text) {
    lock.lock();
    try {
      if (waiting.size() >= MAX_WAITING) {
        drops++;
        dropsOn = out;
      } else {
        waiting.addLast(new Line(out, text));
        said.signal();
      }
      if (thread == null) {
        start();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until every line is printed, 200 ms at most, a line that hangs included. */
  void awaitQuiet() {
    lock.lock();
    try {
      long left = LAST_WORDS_NANOS;
      if (printing != null) {
        left -= System.nanoTime() - printingSince;
      }
      while (!isQuiet() && left > 0) {
        left = quiet.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Whether its thread is there. */
  boolean isAlive() {
    lock.lock();
    try {
      return thread != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    try {
      for (Line next = next(); next != null; next = next()) {
        print(next);
      }
    } finally {
      retire();
    }
  }

  private void start() {
    Thread next = new Thread(null, this, "mcp-sentry-stderr", 0, false);
    next.setDaemon(true);
    next.setContextClassLoader(null);
    next.start();
    thread = next;
  }

  private static void print(Line line) {
    try {
      line.out().println(line.text());
    } catch (Throwable problem) {
      // an application's own stream may do anything
    }
  }

  private @Nullable Line next() {
    lock.lock();
    try {
      printing = null;
      if (waiting.isEmpty() && drops > 0 && dropsOn != null) {
        waiting.add(
            new Line(dropsOn, "[mcp-sentry] stderr was not read; lines given up: " + drops));
        drops = 0;
        dropsOn = null;
      }
      if (waiting.isEmpty()) {
        quiet.signalAll();
      }
      long left = IDLE_NANOS;
      while (waiting.isEmpty() && left > 0) {
        left = said.awaitNanos(left);
      }
      printing = waiting.pollFirst();
      printingSince = System.nanoTime();
      return printing;
    } catch (InterruptedException stop) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Gives this thread's place up, to a successor when a line came meanwhile. */
  private void retire() {
    lock.lock();
    try {
      thread = null;
      printing = null;
      if (waiting.isEmpty()) {
        quiet.signalAll();
      } else {
        start();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isQuiet() {
    return printing == null && waiting.isEmpty();
  }
}
