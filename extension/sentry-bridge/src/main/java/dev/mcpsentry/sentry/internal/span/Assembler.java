package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the spans of a segment until its root and everything below has ended. A segment whose
 * root ended waits a moment for open children; what ends later follows in transactions of its own,
 * and so does what waits too long for a root. Belongs to one thread; knows time only from its
 * callers.
 */
final class Assembler {

  private final OpenSpans open;
  private final Sampling sampling;
  private final AssemblerLimits limits;
  private final SegmentSink sink;

  // in the order of their deadlines: nanoseconds on the caller's clock
  private final Map<Segment, Long> rootless = new LinkedHashMap<>();
  private final Map<Segment, Long> rooted = new LinkedHashMap<>();
  private final Map<Segment, Long> late = new LinkedHashMap<>();
  private final LoneRequests loneRequests = new LoneRequests();
  private int heldSpans;
  private long heldBytes;

  Assembler(OpenSpans open, Sampling sampling, AssemblerLimits limits, SegmentSink sink) {
    this.open = open;
    this.sampling = sampling;
    this.limits = limits;
    this.sink = sink;
  }

  /** Takes an ended span; its segment is decided on at the latest when that has waited enough. */
  void accept(Segment segment, TypedSpan span, long now) {
    segment.settle();
    boolean root = segment.isRoot(span);
    if (segment.isDecided() && !segment.decision().sampled()) {
      discardWaiting(segment);
      discard(span, root, DiscardReason.SAMPLE_RATE);
    } else if (root) {
      acceptRoot(segment, span, now);
    } else if (span.isOperation()) {
      splitOff(segment, span);
    } else {
      acceptChild(segment, span, now);
    }
  }

  /** Lets a dropped span of a segment no longer be waited for. */
  void skip(Segment segment, TypedSpan span) {
    segment.settle();
    open.forget(span.spanId());
    TypedSpan root = segment.root();
    if (root != null && !segment.sent() && segment.isComplete()) {
      send(segment, root);
    }
  }

  /** Sends what has waited long enough. */
  void tick(long now) {
    expire(rooted, now);
    expire(late, now);
    expire(rootless, now);
  }

  /** Sends everything that has a root or lost it, and at the end of the process the rest too. */
  void flush(boolean everything) {
    expire(rooted, Long.MAX_VALUE);
    expire(late, Long.MAX_VALUE);
    if (everything) {
      expire(rootless, Long.MAX_VALUE);
    }
  }

  /** Nanoseconds until something is due, at most {@code atMost}. */
  long untilNextDeadline(long now, long atMost) {
    long least = atMost;
    for (Map<Segment, Long> line : List.of(rooted, late, rootless)) {
      for (Long deadline : line.values()) {
        least = Math.min(least, deadline - now);
        break;
      }
    }
    return Math.max(0, least);
  }

  private void acceptRoot(Segment segment, TypedSpan span, long now) {
    if (isLoneRequest(segment, span) && !loneRequests.admit(span.convention(), now)) {
      discard(span, true, DiscardReason.SAMPLE_RATE);
      return;
    }
    segment.root(span);
    rootless.remove(segment);
    if (segment.isComplete()) {
      send(segment, span);
    } else {
      rooted.put(segment, now + limits.graceNanos());
    }
  }

  private static boolean isLoneRequest(Segment segment, TypedSpan root) {
    return LoneRequests.isOne(root.data()) && segment.waitingCount() == 0 && segment.isComplete();
  }

  private void acceptChild(Segment segment, TypedSpan span, long now) {
    if (segment.waitingCount() >= limits.spansPerSegment()) {
      discard(span, false, DiscardReason.BUFFER_OVERFLOW);
    } else {
      hold(segment, span);
    }
    TypedSpan root = segment.root();
    if (segment.sent()) {
      late.putIfAbsent(segment, now + limits.lateNanos());
      if (segment.isComplete()) {
        sendOrphans(segment);
      }
    } else if (root == null) {
      rootless.putIfAbsent(segment, now + limits.rootlessNanos());
    } else if (segment.isComplete()) {
      send(segment, root);
    }
    while ((heldSpans > limits.heldSpans() || heldBytes > limits.heldBytes()) && sendEldest()) {
      // until there is room
    }
  }

  // an MCP operation that only named its method after it started
  private void splitOff(Segment segment, TypedSpan operation) {
    List<TypedSpan> below = new ArrayList<>();
    for (Trees.Tree tree : Trees.of(take(segment))) {
      boolean isBelow = tree.root().data().getParentSpanId().equals(operation.spanId());
      if (isBelow) {
        below.add(tree.root());
        below.addAll(tree.descendants());
      } else {
        hold(segment, tree.root());
        tree.descendants().forEach(span -> hold(segment, span));
      }
    }
    emit(segment, operation, below);
    TypedSpan root = segment.root();
    if (root != null && !segment.sent() && segment.isComplete()) {
      send(segment, root);
    }
  }

  private void send(Segment segment, TypedSpan root) {
    rooted.remove(segment);
    segment.markSent();
    emit(segment, root, take(segment));
  }

  private void sendOrphans(Segment segment) {
    late.remove(segment);
    rootless.remove(segment);
    segment.decideEarly(sampling);
    if (segment.isDecided() && !segment.decision().sampled()) {
      discardWaiting(segment);
      return;
    }
    for (Trees.Tree tree : Trees.of(take(segment))) {
      emit(segment, tree.root(), tree.descendants());
    }
  }

  private boolean sendEldest() {
    for (Map<Segment, Long> line : List.of(rootless, late, rooted)) {
      if (!line.isEmpty()) {
        sendFirst(line);
        return true;
      }
    }
    return false;
  }

  private void expire(Map<Segment, Long> line, long now) {
    while (!line.isEmpty() && line.values().iterator().next() <= now) {
      sendFirst(line);
    }
  }

  private void sendFirst(Map<Segment, Long> line) {
    Segment segment = line.keySet().iterator().next();
    line.remove(segment);
    TypedSpan root = segment.root();
    if (root != null && !segment.sent()) {
      send(segment, root);
    } else {
      sendOrphans(segment);
    }
  }

  private void hold(Segment segment, TypedSpan span) {
    long bytes = SpanSize.estimate(span.data());
    segment.await(span, bytes);
    heldSpans++;
    heldBytes += bytes;
  }

  private List<TypedSpan> take(Segment segment) {
    heldSpans -= segment.waitingCount();
    heldBytes -= segment.waitingBytes();
    return segment.takeWaiting();
  }

  private void discardWaiting(Segment segment) {
    rootless.remove(segment);
    for (TypedSpan span : take(segment)) {
      discard(span, false, DiscardReason.SAMPLE_RATE);
    }
  }

  private void emit(Segment segment, TypedSpan root, List<TypedSpan> descendants) {
    open.forget(root.spanId());
    for (TypedSpan span : descendants) {
      open.forget(span.spanId());
    }
    sink.transaction(segment, root, descendants);
  }

  private void discard(TypedSpan span, boolean root, DiscardReason reason) {
    open.forget(span.spanId());
    if (root) {
      sink.discardRoot(reason);
    } else {
      sink.discardSpans(reason, 1);
    }
  }
}
