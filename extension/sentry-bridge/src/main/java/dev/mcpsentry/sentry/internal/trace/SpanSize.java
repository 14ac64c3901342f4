package dev.mcpsentry.sentry.internal.trace;

import dev.mcpsentry.sentry.internal.error.RecordedException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.BiConsumer;

/** Estimates the heap a finished span holds. */
final class SpanSize implements BiConsumer<AttributeKey<?>, Object> {

  private static final int SPAN_BYTES = 500;
  private static final int ATTRIBUTE_BYTES = 48;
  private static final int EVENT_BYTES = 200;
  private static final int THROWABLE_BYTES = 4_000;

  private long bytes = SPAN_BYTES;

  private SpanSize() {}

  /** Bytes, roughly. */
  static long estimate(SpanData span) {
    SpanSize size = new SpanSize();
    size.bytes += span.getName().length();
    span.getAttributes().forEach(size);
    List<EventData> events = span.getEvents();
    for (EventData event : events) {
      size.bytes += EVENT_BYTES;
      if (event.getName().equals("exception")) {
        size.bytes += THROWABLE_BYTES;
      }
      RecordedException.attributes(event).forEach(size);
    }
    return size.bytes;
  }

  @Override
  public void accept(AttributeKey<?> key, Object value) {
    bytes += ATTRIBUTE_BYTES;
    if (value instanceof String text) {
      bytes += text.length();
    } else if (value instanceof List<?> list) {
      bytes += ATTRIBUTE_BYTES * (long) list.size();
    }
  }
}
