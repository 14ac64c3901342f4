package dev.mcpsentry.sentry.internal.breadcrumb;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILURE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SESSION_ID;

import dev.mcpsentry.sentry.internal.convention.Family;
import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final int MAX_CHARS = 1024;
  private static final int MAX_EVENTS = 20;
  private static final int INFO = 9;
  private static final int ERROR = 17;

  // a process has one connection over stdio that asks it
  private static final String STDIO = "stdio";

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
      traces.add(
          traceId,
          new Crumb(epochNanos, "default", cut(logger), severityNumber, cut(text), Map.of()),
          now);
    }
  }

  /** Remembers a finished span, if it is a request that was sent, a query or MCP's. */
  public void ended(SpanData span, long now) {
    switch (Family.of(span)) {
      case MCP -> mcp(span, now);
      case HTTP -> {
        if (span.getKind() == SpanKind.CLIENT) {
          traces.add(span.getTraceId(), http(span), now);
        }
      }
      case DATABASE -> traces.add(span.getTraceId(), database(span), now);
      default -> {
        // nothing anybody looks for
      }
    }
  }

  /** The session of an MCP span: its id, or the connection of a process's stdio; null for none. */
  public static @Nullable String sessionOf(SpanData span) {
    Attributes attributes = span.getAttributes();
    String id = attributes.get(MCP_SESSION_ID);
    boolean stdio = STDIO.equals(attributes.get(APP_TRANSPORT));
    return id == null && stdio && span.getKind() == SpanKind.SERVER ? STDIO : id;
  }

  /**
   * What happened before, oldest first, at most 100.
   *
   * @param session as of {@link #sessionOf}; null for that of the trace, if it is known
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

  private void mcp(SpanData span, long now) {
    String session = sessionOf(span);
    if (session != null) {
      traces.isOf(span.getTraceId(), session);
    }
    Attributes attributes = span.getAttributes();
    String method = attributes.get(MCP_METHOD_NAME);
    boolean opens = McpMethods.INITIALIZE.equals(method);
    List<EventData> events = span.getEvents();
    for (EventData event : events.subList(0, Math.min(events.size(), MAX_EVENTS))) {
      if (event.getName().startsWith("notifications/")) {
        add(
            span,
            session,
            new Crumb(
                event.getEpochNanos(),
                "default",
                "mcp.notification",
                INFO,
                cut(event.getName()),
                Map.of()),
            now);
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    String failure = attributes.get(MCP_SENTRY_FAILURE);
    if (failure != null) {
      data.put("failure", failure);
    }
    add(
        span,
        session,
        new Crumb(
            span.getEndEpochNanos(),
            "default",
            opens ? "mcp.session" : "mcp.request",
            severity(span),
            cut(span.getName()),
            data),
        now);
  }

  private void add(SpanData span, @Nullable String session, Crumb crumb, long now) {
    traces.add(span.getTraceId(), crumb, now);
    if (session != null) {
      sessions.add(session, crumb, now);
    }
  }

  private static Crumb http(SpanData span) {
    Attributes attributes = span.getAttributes();
    Map<String, Object> data = new LinkedHashMap<>();
    put(data, "method", attributes.get(Keys.HTTP_REQUEST_METHOD));
    put(data, "url", attributes.get(Keys.URL_FULL));
    Long status = attributes.get(Keys.HTTP_STATUS);
    if (status != null) {
      data.put("status_code", status);
    }
    return new Crumb(span.getEndEpochNanos(), "http", "http", severity(span), "", data);
  }

  private static Crumb database(SpanData span) {
    Attributes attributes = span.getAttributes();
    Map<String, Object> data = new LinkedHashMap<>();
    put(data, "db.system", first(attributes, Keys.DB_SYSTEM_NAME, Keys.DB_SYSTEM));
    String query = first(attributes, Keys.DB_QUERY_TEXT, Keys.DB_STATEMENT);
    return new Crumb(
        span.getEndEpochNanos(),
        "query",
        "db.query",
        severity(span),
        cut(query == null ? span.getName() : query),
        data);
  }

  private static @Nullable String first(
      Attributes attributes, AttributeKey<String> one, AttributeKey<String> other) {
    String value = attributes.get(one);
    return value == null ? attributes.get(other) : value;
  }

  private static void put(Map<String, Object> data, String key, @Nullable String value) {
    if (value != null) {
      data.put(key, cut(value));
    }
  }

  private static int severity(SpanData span) {
    return span.getStatus().getStatusCode() == StatusCode.ERROR ? ERROR : INFO;
  }

  private static String cut(String text) {
    return Redaction.beginning(text, MAX_CHARS);
  }
}
