package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written, within the bounds of what waits to be sent. Thread-safe; nobody waits
 * but the thread that writes, and at the end who closes it.
 */
final class SpoolIntake {

  private static final int MAX_TURN_BYTES = 2 << 20;

  private final SpoolLimits limits;
  private final ClientReports reports;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition over = lock.newCondition();
  private final EnvelopeQueue queue = new EnvelopeQueue();
  private long bytes;
  // in System.nanoTime
  private long since;
  private boolean urgent;
  private @Nullable Long offUntil;
  private @Nullable Long pausedUntil;
  private @Nullable Integer keptAtEnd;
  private boolean closing;
  private boolean closed;

  SpoolIntake(SpoolLimits limits, ClientReports reports) {
    this.limits = limits;
    this.reports = reports;
  }

  /** Takes an envelope, unless nothing is taken now. */
  boolean offer(Envelope envelope, long pauseNanos) {
    lock.lock();
    try {
      if (closed || isBefore(offUntil)) {
        return false;
      }
      if (envelope.kept() != null) {
        pausedUntil = System.nanoTime() + pauseNanos;
      }
      add(envelope);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes back what was not sent after all. */
  void takeBack(List<Envelope> envelopes) {
    lock.lock();
    try {
      envelopes.forEach(this::add);
    } finally {
      lock.unlock();
    }
  }

  private void add(Envelope envelope) {
    if (queue.size() == 0) {
      since = System.nanoTime();
      work.signal();
    }
    queue.add(envelope);
    bytes += envelope.bytes().length;
    // where it was it is taken for sent if this process is killed
    urgent |= envelope.kept() != null;
    if (isPressing()) {
      work.signal();
    }
    // the disk is slower than what comes
    for (Envelope old = queue.evict(envelope.type());
        old != null;
        old = queue.evict(envelope.type())) {
      bytes -= old.bytes().length;
      lose(DiscardReason.QUEUE_OVERFLOW, old);
    }
  }

  private void lose(DiscardReason reason, Envelope envelope) {
    reports.countEnvelope(reason, envelope);
    envelope.end();
  }

  /** Takes nothing for a while. */
  void off() {
    lock.lock();
    try {
      offUntil = System.nanoTime() + limits.pauseNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Whether something that was sent again came back just now. */
  boolean isPaused() {
    lock.lock();
    try {
      return isBefore(pausedUntil);
    } finally {
      lock.unlock();
    }
  }

  private static boolean isBefore(@Nullable Long nanos) {
    return nanos != null && nanos - System.nanoTime() > 0;
  }

  /** Waits until there is something to write, or for so long; false at the end. */
  boolean await(long nanos) {
    long end = System.nanoTime() + nanos;
    lock.lock();
    try {
      while (!closing) {
        long now = System.nanoTime();
        long left = Math.min(end - now, untilDue(now));
        if (left <= 0) {
          return true;
        }
        work.awaitNanos(left);
      }
      return false;
    } catch (InterruptedException stop) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** After how many nanoseconds what waits is to be written. */
  private long untilDue(long now) {
    if (queue.size() == 0) {
      return Long.MAX_VALUE;
    }
    return closing || isPressing() ? 0 : since + limits.lingerNanos() - now;
  }

  private boolean isPressing() {
    return urgent || bytes >= limits.fileBytes();
  }

  /** What is to be written now, the dearest first; at the end whatever waits. */
  List<Envelope> take() {
    List<Envelope> taken = new ArrayList<>();
    lock.lock();
    try {
      if (closed || untilDue(System.nanoTime()) > 0) {
        return taken;
      }
      long taking = 0;
      while (taking < MAX_TURN_BYTES) {
        Envelope next = queue.poll();
        if (next == null) {
          break;
        }
        taking += next.bytes().length;
        taken.add(next);
      }
      bytes -= taking;
      urgent &= queue.size() > 0;
    } finally {
      lock.unlock();
    }
    return taken;
  }

  /** Begins to count what is written, for {@link #close} to answer. */
  void ending() {
    lock.lock();
    try {
      keptAtEnd = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Notes how many are on disk. */
  void kept(int envelopes) {
    lock.lock();
    try {
      if (keptAtEnd != null) {
        keptAtEnd += envelopes;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all is written, or for so long; answers how many were since the end began. */
  int close(long timeoutNanos) {
    lock.lock();
    try {
      closing = true;
      keptAtEnd = keptAtEnd == null ? 0 : keptAtEnd;
      work.signal();
      long left = timeoutNanos;
      while (!closed && left > 0) {
        left = over.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return end();
  }

  /** Takes nothing any more, and counts what waits. */
  int end() {
    lock.lock();
    try {
      closed = true;
      over.signalAll();
      for (Envelope rest = queue.poll(); rest != null; rest = queue.poll()) {
        lose(DiscardReason.NETWORK_ERROR, rest);
      }
      return keptAtEnd == null ? 0 : keptAtEnd;
    } finally {
      lock.unlock();
    }
  }
}
