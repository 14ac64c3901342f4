package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.RecordedException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Estimates the heap a finished span holds: what is its own, not what it shares with others. Cheap
 * enough for the application's thread, since nothing is rendered or copied.
 */
final class SpanSize implements BiConsumer<AttributeKey<?>, Object> {

  private static final int SPAN_BYTES = 700;
  private static final int ATTRIBUTE_BYTES = 96;
  private static final int ELEMENT_BYTES = 48;
  private static final int EVENT_BYTES = 200;
  private static final int LINK_BYTES = 200;
  private static final int THROWABLE_BYTES = 300;
  // the JVM's own record of a frame, and what the application gets to see of it
  private static final int FRAME_BYTES = 80;
  private static final int MAX_THROWABLES = 16;
  private static final int MAX_ELEMENTS = 256;

  private long bytes = SPAN_BYTES;
  private int throwables;

  private SpanSize() {}

  /** Bytes, roughly. Never throws. */
  static long estimate(SpanData span) {
    SpanSize size = new SpanSize();
    try {
      size.text(span.getName());
      size.text(span.getStatus().getDescription());
      span.getAttributes().forEach(size);
      for (LinkData link : span.getLinks()) {
        size.bytes += LINK_BYTES;
        link.getAttributes().forEach(size);
      }
      for (EventData event : span.getEvents()) {
        size.event(event);
      }
    } catch (Throwable applicationsOwn) {
      // an exception's methods may be overridden; what was seen before counts
    }
    return size.bytes;
  }

  private void event(EventData event) {
    bytes += EVENT_BYTES;
    Throwable thrown = RecordedException.of(event);
    if (thrown == null || RecordedException.isRendered(event)) {
      event.getAttributes().forEach(this);
    }
    if (thrown != null) {
      throwable(thrown);
    }
  }

  // causes and suppressed, each a new link at most; a circle ends with the count
  private void throwable(Throwable outermost) {
    for (Throwable next = outermost;
        next != null && throwables < MAX_THROWABLES;
        next = next.getCause()) {
      throwables++;
      bytes += THROWABLE_BYTES + (long) FRAME_BYTES * next.getStackTrace().length;
      for (Throwable suppressed : next.getSuppressed()) {
        if (throwables == MAX_THROWABLES) {
          break;
        }
        throwable(suppressed);
      }
    }
  }

  @Override
  public void accept(AttributeKey<?> key, Object value) {
    bytes += ATTRIBUTE_BYTES;
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof List<?> list) {
      list(list);
    }
  }

  private void list(List<?> list) {
    bytes += (long) ELEMENT_BYTES * list.size();
    int seen = 0;
    long before = bytes;
    for (Object element : list) {
      if (seen == MAX_ELEMENTS) {
        // the rest is like the first
        bytes += (bytes - before) / MAX_ELEMENTS * (list.size() - MAX_ELEMENTS);
        return;
      }
      seen++;
      if (element instanceof String text) {
        text(text);
      }
    }
  }

  private void text(String text) {
    bytes += text.length();
  }
}
