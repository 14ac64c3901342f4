package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.sentry.internal.sampling.SegmentRoot;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A local root and the spans below it: what becomes one transaction. Application threads count
 * starts; everything else belongs to the bridge's thread.
 */
final class Segment {

  private static final AtomicIntegerFieldUpdater<Segment> STARTED =
      AtomicIntegerFieldUpdater.newUpdater(Segment.class, "started");

  private final String rootId;
  private final @Nullable SentryHead head;
  private final long createdNanos = System.nanoTime();

  private volatile int started;

  // while it is open
  private @Nullable ReadableSpan opener;
  private @Nullable String name;

  private @Nullable SampleDecision decision;
  private int settled;
  private @Nullable TypedSpan root;
  private boolean sent;
  private boolean judged;
  private List<TypedSpan> waiting = List.of();
  private long waitingBytes;

  /**
   * @param rootId the span id of the local root
   * @param head what the head of the trace said to Sentry; null when that is this process
   */
  Segment(String rootId, @Nullable SentryHead head) {
    this.rootId = rootId;
    this.head = head;
  }

  /** A segment whose root tells its name while it is open. */
  Segment(ReadableSpan opener, @Nullable SentryHead head) {
    this(opener.getSpanContext().getSpanId(), head);
    this.opener = opener;
  }

  String rootId() {
    return rootId;
  }

  /** Says the name for good, when the root has ended. */
  void named(String finalName) {
    name = finalName;
    opener = null;
  }

  /** The name for good, or the one for now; null when nobody knows. */
  @Nullable String name() {
    ReadableSpan open = opener;
    return name == null && open != null ? open.getName() : name;
  }

  /** The root as far as it has come; null when it has ended. */
  @Nullable TypedSpan rootSoFar() {
    ReadableSpan open = opener;
    return open == null ? null : TypedSpan.of(open.toSpanData());
  }

  @Nullable SentryHead head() {
    return head;
  }

  /** What is decided on all of it, when the first of its spans has ended. */
  SampleDecision decide(SampleRules rules, TypedSpan ended) {
    SampleDecision made = decision;
    if (made == null) {
      // what the sampler drops has no segment but its own
      boolean recorded = ended.data().getSpanContext().isSampled();
      made = rules.decide(new SegmentRoot(ended.traceId(), name(), recorded, head));
      decision = made;
    }
    return made;
  }

  /** What was decided. */
  SampleDecision decision() {
    return Objects.requireNonNull(decision);
  }

  /** Counts a span that started. Any thread. */
  void start() {
    STARTED.incrementAndGet(this);
  }

  /** Takes back a start whose end will never be heard of. Any thread. */
  void forgetStart() {
    STARTED.decrementAndGet(this);
  }

  long createdNanos() {
    return createdNanos;
  }

  boolean isRoot(TypedSpan span) {
    return isRoot(span.spanId());
  }

  boolean isRoot(String spanId) {
    return rootId.equals(spanId);
  }

  /** Whether nothing but this root, which has just ended, was ever heard of. */
  boolean isAlone(TypedSpan ended) {
    return isRoot(ended) && settled == 0 && started == 1;
  }

  void settle() {
    settled++;
  }

  /** Whether every span that started has ended. */
  boolean isComplete() {
    return settled >= started;
  }

  @Nullable TypedSpan root() {
    return root;
  }

  void root(TypedSpan span) {
    root = span;
  }

  /** Says that an MCP operation the root carried failed, and was dealt with as one. */
  void judge() {
    judged = true;
  }

  /** Whether an MCP operation the root carried failed; what the root says of it is an echo. */
  boolean isJudged() {
    return judged;
  }

  boolean sent() {
    return sent;
  }

  void markSent() {
    sent = true;
    // a child that never ends keeps the segment
    root = null;
  }

  int waitingCount() {
    return waiting.size();
  }

  long waitingBytes() {
    return waitingBytes;
  }

  void await(TypedSpan span, long bytes) {
    if (waiting.isEmpty()) {
      waiting = new ArrayList<>(4);
    }
    waiting.add(span);
    waitingBytes += bytes;
  }

  List<TypedSpan> takeWaiting() {
    List<TypedSpan> taken = waiting;
    waiting = List.of();
    waitingBytes = 0;
    return taken;
  }
}
