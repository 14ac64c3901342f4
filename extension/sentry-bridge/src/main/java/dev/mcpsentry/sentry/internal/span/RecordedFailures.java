package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.RecordedException;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.issue.RecordedIssues;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions that the application recorded on spans, on their way to issues. Whoever records one
 * often passes it on, and so it waits until the operation around has ended and had its say; outside
 * of operations as long as it takes to escape from a thread. Belongs to the bridge's thread.
 */
final class RecordedFailures {

  static final int CAPACITY = 100;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long ESCAPE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /**
   * One of them.
   *
   * @param root what began the segment, once it has ended and if it is known
   * @param due when it waits no longer
   */
  private record Waiting(
      Segment segment, TypedSpan span, EventData event, @Nullable TypedSpan root, long due) {

    Waiting after(TypedSpan ended, long until) {
      return new Waiting(segment, span, event, ended, until);
    }

    @Nullable TypedSpan rootSoFar() {
      return root == null ? segment.rootSoFar() : root;
    }
  }

  private final OpenSpans open;
  private final RecordedIssues issues;
  private final Identity identity;
  private final Sampling sampling;
  private final Outbox outbox;
  private List<Waiting> waiting = new ArrayList<>();

  RecordedFailures(
      OpenSpans open, RecordedIssues issues, Identity identity, Sampling sampling, Outbox outbox) {
    this.open = open;
    this.issues = issues;
    this.identity = identity;
    this.sampling = sampling;
    this.outbox = outbox;
  }

  /** Looks for exceptions on a span that has just ended. */
  void look(Segment segment, TypedSpan span, long now) {
    List<EventData> events = span.data().getEvents();
    if (events.isEmpty()) {
      return;
    }
    EventData failure = issues.recordsFailureItself(span) ? last(events) : null;
    boolean late = !segment.isRoot(span) && open.find(segment.rootId()) == null;
    for (EventData event : events) {
      if (event != failure && RecordedException.of(event) != null) {
        long patience = late ? ESCAPE_NANOS : PATIENCE_NANOS;
        add(new Waiting(segment, span, event, null, now + patience));
      }
    }
  }

  private void add(Waiting next) {
    if (waiting.size() >= CAPACITY) {
      outbox.drop(DiscardReason.BUFFER_OVERFLOW, Losses.of(DataCategory.ERROR, 1));
      return;
    }
    waiting.add(next);
  }

  private static @Nullable EventData last(List<EventData> events) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (RecordedException.of(events.get(i)) != null) {
        return events.get(i);
      }
    }
    return null;
  }

  /** Whether a failure was recorded in a segment that has not been reported yet. */
  boolean concern(Segment segment) {
    for (Waiting next : waiting) {
      if (next.segment() == segment && issues.isFailure(next.span(), next.event())) {
        return true;
      }
    }
    return false;
  }

  /** Hears that what began a segment has ended, and was judged. */
  void ended(Segment segment, TypedSpan root, long now) {
    if (waiting.isEmpty()) {
      return;
    }
    List<Waiting> all = waiting;
    waiting = new ArrayList<>();
    for (Waiting next : all) {
      if (next.segment() != segment) {
        waiting.add(next);
      } else if (!root.isOperation()) {
        waiting.add(next.after(root, now + ESCAPE_NANOS));
      } else if (issues.areTold(root.failure())) {
        report(next.after(root, now));
      }
    }
  }

  void tick(long now) {
    if (waiting.isEmpty()) {
      return;
    }
    List<Waiting> due = waiting.stream().filter(next -> now - next.due() >= 0).toList();
    waiting.removeIf(next -> now - next.due() >= 0);
    due.forEach(this::report);
  }

  /** Reports everything, as nothing else will end. */
  void flush() {
    List<Waiting> all = waiting;
    waiting = new ArrayList<>();
    all.forEach(this::report);
  }

  long untilNextDeadline(long atMost) {
    return waiting.isEmpty() ? atMost : Math.min(atMost, TICK_NANOS);
  }

  private void report(Waiting next) {
    Segment segment = next.segment();
    TypedSpan span = next.span();
    issues.capture(
        span,
        next.event(),
        next.rootSoFar(),
        segment.user(identity, span),
        segment.claims(identity, span),
        segment.isDecided() ? segment.decision() : sampling.decide(span.traceId()));
  }
}
