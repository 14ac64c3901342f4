package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;

import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.sampling.UnsampledOperations;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which segment every span belongs to that is open or not yet sent. Asked and told by application
 * threads; bounded, and what does not fit is not followed.
 */
public final class OpenSpans {

  private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long MIN_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ConcurrentHashMap<String, Segment> segments = new ConcurrentHashMap<>();
  private final OpenOperations operations = new OpenOperations();
  private final int capacity;
  private final @Nullable String ownOrg;
  private final boolean tellsUsers;

  /**
   * @param ownOrg Sentry's id of the organization we send to; null when unknown
   * @param tellsUsers whether it matters what carries an operation, which may know who asks
   */
  OpenSpans(int capacity, @Nullable String ownOrg, boolean tellsUsers) {
    this.capacity = capacity;
    this.ownOrg = ownOrg;
    this.tellsUsers = tellsUsers;
  }

  /**
   * Notes a span that just started; false when there is no room.
   *
   * @param baggage that of the span's parent context
   */
  boolean start(ReadableSpan span, Baggage baggage) {
    if (segments.mappingCount() >= capacity) {
      return false;
    }
    Segment segment = segmentOf(span, baggage);
    segment.start();
    segments.put(span.getSpanContext().getSpanId(), segment);
    return true;
  }

  /** Notes what is known of a span that is about to end, beside what it says; for us alone. */
  public void tell(String spanId, Attributes facts) {
    Segment segment = segments.get(spanId);
    if (segment != null && segment.isRoot(spanId)) {
      segment.tell(facts);
    }
  }

  /** The MCP operations among them. */
  OpenOperations operations() {
    return operations;
  }

  @Nullable Segment find(String spanId) {
    return segments.get(spanId);
  }

  /** Where in a segment something happens whose span still runs; null when none does. */
  public @Nullable Place place(String spanId) {
    Segment segment = segments.get(spanId);
    return segment == null ? null : new Place(segment);
  }

  /** Whether what a segment begins with has not been looked at yet. */
  public boolean isOpen(Place place) {
    return segments.containsKey(place.segment.rootId());
  }

  /** A segment, for those who need not know what one is. */
  public static final class Place {
    private final Segment segment;

    private Place(Segment segment) {
      this.segment = segment;
    }

    /** The name of what it begins with, or null when it is not known yet. */
    public @Nullable String name() {
      return segment.name();
    }

    /** Who asks there, as far as is known by now; null when nobody tells. */
    public @Nullable String user(Identity identity) {
      return identity.tellsUsers() ? segment.user(identity) : null;
    }
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  void forget(String spanId) {
    segments.remove(spanId);
  }

  /** Makes room when spans that never end have taken it: forgets the oldest segments. */
  void evict(long now) {
    operations.evict(MAX_AGE_NANOS);
    if (segments.mappingCount() < capacity) {
      return;
    }
    for (long age = MAX_AGE_NANOS; age >= MIN_AGE_NANOS; age /= 2) {
      long oldest = age;
      segments.values().removeIf(segment -> now - segment.createdNanos() > oldest);
      if (segments.mappingCount() < capacity / 2) {
        return;
      }
    }
  }

  /** A segment for a root that was not followed, so that at least itself is told. */
  static Segment alone(ReadableSpan root) {
    Segment segment = new Segment(root.getSpanContext().getSpanId(), null);
    segment.start();
    return segment;
  }

  /** Whether the span starts a segment, as far as the span itself tells. */
  static boolean startsSegment(ReadableSpan span) {
    SpanContext parent = span.getParentSpanContext();
    return !parent.isValid() || parent.isRemote() || isOperation(span);
  }

  private Segment segmentOf(ReadableSpan span, Baggage baggage) {
    if (startsSegment(span)) {
      return beginning(span, baggage);
    }
    SpanContext parent = span.getParentSpanContext();
    // nothing is assembled below an operation that was not sampled
    Segment segment = parent.isSampled() ? segments.get(parent.getSpanId()) : null;
    // a late child of a segment that was sent follows as a segment of its own
    return segment == null ? beginning(span, baggage) : segment;
  }

  private Segment beginning(ReadableSpan root, Baggage baggage) {
    SentryHead head = SentryHead.of(baggage, root.getSpanContext().getTraceId(), ownOrg);
    return new Segment(root, head, tellsUsers && isOperation(root) ? carrier(root) : null);
  }

  private static boolean isOperation(ReadableSpan span) {
    return UnsampledOperations.isOperation(span.getKind(), span.getAttribute(MCP_METHOD_NAME));
  }

  // the parent, or a link where the caller is the parent
  private @Nullable Segment carrier(ReadableSpan operation) {
    SpanContext parent = operation.getParentSpanContext();
    if (parent.isValid() && !parent.isRemote()) {
      return segments.get(parent.getSpanId());
    }
    for (LinkData link : operation.toSpanData().getLinks()) {
      Segment carrier = segments.get(link.getSpanContext().getSpanId());
      if (carrier != null) {
        return carrier;
      }
    }
    return null;
  }
}
