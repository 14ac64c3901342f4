package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.sentry.internal.sampling.SegmentRoot;
import dev.mcpsentry.sentry.internal.sampling.SegmentRoot.Outcome;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final @Nullable Segment carrier;
  private final long createdNanos = System.nanoTime();

  private volatile int started;
  private volatile @Nullable Attributes facts;

  // while it is open
  private @Nullable ReadableSpan opener;
  private @Nullable String name;

  private @Nullable SampleDecision decision;
  private long undecidedNanos;
  private int settled;
  private @Nullable TypedSpan root;
  private boolean sent;
  private boolean judged;
  private boolean failed;
  private boolean userIsFinal;
  private @Nullable String user;
  private Map<String, String> claims = Map.of();
  private List<TypedSpan> waiting = List.of();
  private long waitingBytes;

  /**
   * @param rootId the span id of the local root
   * @param head what the head of the trace said to Sentry; null when that is this process
   */
  Segment(String rootId, @Nullable SentryHead head) {
    this(rootId, head, null);
  }

  private Segment(String rootId, @Nullable SentryHead head, @Nullable Segment carrier) {
    this.rootId = rootId;
    this.head = head;
    this.carrier = carrier;
  }

  /**
   * A segment whose root tells its name, and who asks, while it is open.
   *
   * @param carrier the request that carried it; null when it is not known, or there is none
   */
  Segment(ReadableSpan opener, @Nullable SentryHead head, @Nullable Segment carrier) {
    this(opener.getSpanContext().getSpanId(), head, carrier);
    this.opener = opener;
  }

  String rootId() {
    return rootId;
  }

  /** Notes what its root does not say itself. Any thread. */
  void tell(Attributes ofRoot) {
    facts = ofRoot;
  }

  /** What its root does not say itself; null for nothing. */
  @Nullable Attributes facts() {
    return facts;
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

  /** Says for good who asks, when the root has ended. */
  void usedBy(@Nullable String finalUser, Map<String, String> finalClaims) {
    userIsFinal = true;
    user = finalUser;
    claims = finalClaims;
  }

  /** Who asks, as far as its root or what carried it tells by now; null when neither does. */
  @Nullable String user(Identity identity) {
    ReadableSpan open = opener;
    String own = user == null && open != null && !userIsFinal ? identity.user(open) : user;
    return own == null && carrier != null ? carrier.user(identity) : own;
  }

  /** The same for one of its spans, which may know better. */
  @Nullable String user(Identity identity, TypedSpan span) {
    if (!identity.tellsUsers()) {
      return null;
    }
    boolean isTold = userIsFinal && isRoot(span);
    String own = isTold ? null : identity.user(span.data().getAttributes());
    return own == null ? user(identity) : own;
  }

  /** What else is known of who asks, for one of its spans; empty unless it is wanted. */
  Map<String, String> claims(Identity identity, TypedSpan span) {
    Map<String, String> own = identity.claims(span.data().getAttributes());
    return own.isEmpty() ? claims(identity) : own;
  }

  private Map<String, String> claims(Identity identity) {
    ReadableSpan open = opener;
    Map<String, String> own = claims.isEmpty() && open != null ? identity.claims(open) : claims;
    return own.isEmpty() && carrier != null ? carrier.claims(identity) : own;
  }

  @Nullable SentryHead head() {
    return head;
  }

  /**
   * What is decided on all of it, now that one of its spans has ended; null while that depends on
   * how its root ends. A root, or an MCP operation in its stead, that failed may turn what was
   * decided early.
   */
  @Nullable SampleDecision decide(Sampling sampling, TypedSpan ended, long now) {
    boolean speaks = isRoot(ended) || ended.isOperation();
    // what the sampler drops has no segment but its own
    boolean recorded = ended.data().getSpanContext().isSampled();
    SampleDecision made = decision;
    if (speaks) {
      SegmentRoot root = new SegmentRoot(ended.traceId(), ended, outcome(ended), recorded, head);
      decision = made == null ? sampling.decide(root, now) : sampling.revise(made, root, now);
    } else if (made == null && sampling.isCertain(opener, recorded, head)) {
      decision =
          sampling.decide(
              new SegmentRoot(ended.traceId(), null, Outcome.OPEN, recorded, head), now);
    } else if (made == null) {
      undecidedNanos = now;
    }
    return decision;
  }

  /** Decides on what has waited too long, by what its root is for now. */
  void decideEarly(Sampling sampling) {
    if (decision == null && !waiting.isEmpty()) {
      String traceId = waiting.get(0).traceId();
      decision =
          sampling.decide(
              new SegmentRoot(traceId, rootSoFar(), Outcome.OPEN, true, head), undecidedNanos);
    }
  }

  private Outcome outcome(TypedSpan ended) {
    FailureKind kind = ended.failure();
    boolean request = ended.data().getKind() == SpanKind.SERVER;
    boolean ours = kind == null ? request && ended.failed() : kind.isOurs();
    return ours || failed ? Outcome.FAILED : Outcome.FINE;
  }

  boolean isDecided() {
    return decision != null;
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
  void judge(FailureKind kind) {
    judged = true;
    failed |= kind.isOurs();
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
