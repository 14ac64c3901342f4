package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spans whose segment is not decided on, as its root still runs. Each segment waits a while from
 * the first of them on, the eldest less when there are too many. Belongs to one thread; knows time
 * only from its callers.
 */
final class Undecided {

  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  static final int MAX_SPANS = 10_000;

  private static final long MAX_BYTES = 8L << 20;

  // until when, the eldest first
  private final Map<Segment, Long> deadlines = new LinkedHashMap<>();
  private int spans;
  private long bytes;

  void hold(Segment segment, TypedSpan span, long now) {
    long size = SpanSize.estimate(span.data());
    deadlines.putIfAbsent(segment, now + PATIENCE_NANOS);
    segment.await(span, size);
    spans++;
    bytes += size;
  }

  /** Takes what was held of a segment, in the order it came. */
  List<TypedSpan> take(Segment segment) {
    if (deadlines.remove(segment) == null) {
      return List.of();
    }
    spans -= segment.waitingCount();
    bytes -= segment.waitingBytes();
    return segment.takeWaiting();
  }

  /** The segment that has waited longest, if it has waited enough; else null. */
  @Nullable Segment due(long now) {
    if (deadlines.isEmpty()) {
      return null;
    }
    Map.Entry<Segment, Long> eldest = deadlines.entrySet().iterator().next();
    boolean due = eldest.getValue() - now <= 0 || spans > MAX_SPANS || bytes > MAX_BYTES;
    return due ? eldest.getKey() : null;
  }

  /** The segment that has waited longest; null when there is none. */
  @Nullable Segment eldest() {
    return deadlines.isEmpty() ? null : deadlines.keySet().iterator().next();
  }

  /** Nanoseconds until something is due, at most {@code atMost}, never negative. */
  long untilNextDeadline(long now, long atMost) {
    return deadlines.isEmpty()
        ? atMost
        : Math.max(0, Math.min(atMost, deadlines.values().iterator().next() - now));
  }
}
