package dev.mcpsentry.sentry.internal.convention;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the events of a span leave behind for issues: all but its exceptions. Pure. */
final class SpanEvents {

  private static final int MOST = 20;
  private static final int MOST_ATTRIBUTES = 16;
  private static final int MOST_ELEMENTS = 16;

  private static final String EXCEPTION = "exception";
  private static final String MCP_NOTIFICATIONS = "notifications/";

  private SpanEvents() {}

  /** At most {@value #MOST}, the last ones, in the order they were added. */
  static List<Crumb> crumbs(SpanData span) {
    List<EventData> events = span.getEvents();
    if (events.isEmpty()) {
      return List.of();
    }
    Deque<Crumb> crumbs = new ArrayDeque<>();
    for (int i = events.size() - 1; i >= 0 && crumbs.size() < MOST; i--) {
      EventData event = events.get(i);
      if (!event.getName().equals(EXCEPTION)) {
        crumbs.addFirst(crumb(event));
      }
    }
    return new ArrayList<>(crumbs);
  }

  private static Crumb crumb(EventData event) {
    String name = event.getName();
    return name.startsWith(MCP_NOTIFICATIONS)
        ? Crumb.of(event.getEpochNanos(), "mcp.notification", Crumb.INFO, name)
        : Crumb.of(event.getEpochNanos(), "span.event", name, data(event.getAttributes()));
  }

  private static Map<String, Object> data(Attributes attributes) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (Map.Entry<AttributeKey<?>, Object> entry : attributes.asMap().entrySet()) {
      if (data.size() == MOST_ATTRIBUTES) {
        break;
      }
      data.put(entry.getKey().getKey(), bounded(entry.getValue()));
    }
    return data;
  }

  private static Object bounded(Object value) {
    if (value instanceof String text) {
      return Crumb.cut(text);
    }
    // an element may tell that the next is a secret
    return value instanceof List<?> list
        ? list.stream().limit(MOST_ELEMENTS).map(SpanEvents::bounded).toList()
        : value;
  }
}
