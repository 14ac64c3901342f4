package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.telemetry.propagation.SentryHead;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span on its way from the application's thread to ours.
 *
 * @param span the ended span
 * @param segment what it belongs to
 * @param bytes roughly the heap it holds
 */
public record FinishedSpan(SpanData span, Segment segment, long bytes) {

  public static FinishedSpan of(ReadableSpan span, Segment segment) {
    // a view: what an ended span has is not copied
    SpanData data = EnrichedSpan.of(span.toSpanData(), segment);
    SentryHead head = segment.head();
    return new FinishedSpan(
        data, segment, SpanSize.estimate(data) + (head == null ? 0 : head.chars()));
  }
}
