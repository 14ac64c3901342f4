package dev.mcpsentry.sentry.internal.breadcrumb;

import dev.mcpsentry.sentry.internal.convention.Crumb;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what happened in traces and MCP sessions, for the issues that may follow. What nobody
 * asks for is forgotten, and never written. Belongs to the bridge's thread.
 */
public final class Breadcrumbs {

  private static final int MOST = 100;
  private static final int MOST_TRACES = 2_000;
  private static final int MOST_SESSIONS = 500;
  private static final long MOST_BYTES = 4L << 20;

  private final Trails traces = new Trails(MOST_TRACES, MOST_BYTES);
  private final Trails sessions = new Trails(MOST_SESSIONS, MOST_BYTES);
  private Runnable catchUp = () -> {};

  /**
   * Says who looks at what is still waiting to be remembered, before an issue is written.
   *
   * @param looking makes no issue itself
   */
  public void catchUp(Runnable looking) {
    catchUp = looking;
  }

  /** Remembers a log record; {@code traceId} is null outside of traces. */
  public void logged(
      @Nullable String traceId,
      long epochNanos,
      int severityNumber,
      String logger,
      String text,
      long now) {
    if (traceId != null) {
      traces.add(traceId, Crumb.of(epochNanos, logger, severityNumber, text), now);
    }
  }

  /** Remembers that a session ended, by the name of {@link TypedSpan#session}. */
  public void closed(String session, long epochNanos, long now) {
    sessions.add(session, Crumb.ofClosedSession(epochNanos), now);
  }

  /** Remembers what happened while a span ran that has finished, in its trace and its session. */
  public void happened(TypedSpan span, long now) {
    List<Crumb> crumbs = span.eventCrumbs();
    if (!crumbs.isEmpty()) {
      add(span.traceId(), span.session(), crumbs, now);
    }
  }

  /** Remembers what a finished span leaves behind, in its trace and its session. */
  public void ended(TypedSpan span, long now) {
    String session = span.session();
    if (session != null) {
      traces.isOf(span.traceId(), session);
    }
    add(span.traceId(), session, span.crumbs(), now);
  }

  private void add(String traceId, @Nullable String session, List<Crumb> crumbs, long now) {
    for (Crumb crumb : crumbs) {
      traces.add(traceId, crumb, now);
      if (session != null) {
        sessions.add(session, crumb, now);
      }
    }
  }

  /**
   * What happened before, oldest first, at most 100.
   *
   * @param session as of {@link TypedSpan#session}; null for that of the trace, if it is known
   * @param epochNanos when the issue happened
   */
  public List<Crumb> before(String traceId, @Nullable String session, long epochNanos) {
    catchUp.run();
    List<Crumb> crumbs = new ArrayList<>();
    Trail trace = traces.find(traceId);
    String of = session;
    if (trace != null) {
      trace.addTo(crumbs);
      of = of == null ? trace.session() : of;
    }
    Trail around = sessions.find(of);
    if (around != null) {
      around.addTo(crumbs);
    }
    // an operation is in its trace and in its session
    Set<Crumb> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    crumbs.removeIf(crumb -> crumb.epochNanos() > epochNanos || !seen.add(crumb));
    crumbs.sort(Comparator.comparingLong(Crumb::epochNanos));
    return crumbs.size() <= MOST ? crumbs : crumbs.subList(crumbs.size() - MOST, crumbs.size());
  }
}
