package dev.mcpsentry.sentry.internal.span;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Keeps what belongs to one trace together until nothing more has come for a while, or it is old,
 * or large. Bounded for all traces together: when there is no room the trace that has been quiet
 * longest goes early. Belongs to one thread; knows time only from its callers.
 *
 * @param <T> what is kept
 */
final class TraceBuffers<T> {

  /**
   * When a trace goes.
   *
   * @param quietNanos once nothing has come for so long
   * @param ageNanos once the first is so old
   * @param count once there are so many
   * @param bytes once they are so large
   * @param heldCount at most so many in all traces
   * @param heldBytes at most so large in all traces
   */
  record Limits(
      long quietNanos, long ageNanos, int count, long bytes, int heldCount, long heldBytes) {}

  private final Limits limits;
  private final BiConsumer<String, List<T>> sink;

  // the quietest first
  private final Map<String, Buffer<T>> traces = new LinkedHashMap<>(256, 0.75f, true);
  private int heldCount;
  private long heldBytes;

  /**
   * @param sink hears a trace id and what was kept of it, in the order it came
   */
  TraceBuffers(Limits limits, BiConsumer<String, List<T>> sink) {
    this.limits = limits;
    this.sink = sink;
  }

  void add(String traceId, T kept, long bytes, long now) {
    Buffer<T> buffer = traces.computeIfAbsent(traceId, id -> new Buffer<>(now));
    buffer.kept.add(kept);
    buffer.bytes += bytes;
    buffer.lastNanos = now;
    heldCount++;
    heldBytes += bytes;
    if (buffer.kept.size() >= limits.count()
        || buffer.bytes >= limits.bytes()
        || now - buffer.firstNanos >= limits.ageNanos()) {
      traces.remove(traceId);
      release(traceId, buffer);
    }
    while (heldCount > limits.heldCount() || heldBytes > limits.heldBytes()) {
      releaseQuietest();
    }
  }

  /** Lets go what is due. */
  void tick(long now) {
    while (!traces.isEmpty() && dueNanos() - now <= 0) {
      releaseQuietest();
    }
  }

  /** Lets everything go. */
  void flush() {
    while (!traces.isEmpty()) {
      releaseQuietest();
    }
  }

  /** Nanoseconds until something is due, at most {@code atMost}, never negative. */
  long untilNextDeadline(long now, long atMost) {
    return traces.isEmpty() ? atMost : Math.max(0, Math.min(atMost, dueNanos() - now));
  }

  // traces that never are quiet go by their age, as more comes
  private long dueNanos() {
    return traces.values().iterator().next().lastNanos + limits.quietNanos();
  }

  private void releaseQuietest() {
    Iterator<Map.Entry<String, Buffer<T>>> quietest = traces.entrySet().iterator();
    Map.Entry<String, Buffer<T>> first = quietest.next();
    quietest.remove();
    release(first.getKey(), first.getValue());
  }

  private void release(String traceId, Buffer<T> buffer) {
    heldCount -= buffer.kept.size();
    heldBytes -= buffer.bytes;
    sink.accept(traceId, buffer.kept);
  }

  private static final class Buffer<T> {

    private final List<T> kept = new ArrayList<>(4);
    private final long firstNanos;
    private long lastNanos;
    private long bytes;

    Buffer(long now) {
      this.firstNanos = now;
      this.lastNanos = now;
    }
  }
}
