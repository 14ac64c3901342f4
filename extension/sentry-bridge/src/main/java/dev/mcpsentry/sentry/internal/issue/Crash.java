package dev.mcpsentry.sentry.internal.issue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;

/**
 * An exception that nobody caught.
 *
 * @param throwable what was thrown
 * @param thread the name of the thread it ended
 * @param epochNanos when, to the millisecond
 * @param traceId the trace it happened in, or one of its own
 * @param spanId the span it happened in, or one that nobody made
 */
public record Crash(
    Throwable throwable, String thread, long epochNanos, String traceId, String spanId) {

  /** The crash of a thread that is the caller's, now. */
  public static Crash of(Thread thread, Throwable throwable) {
    SpanContext span = Span.current().getSpanContext();
    IdGenerator ids = IdGenerator.random();
    return new Crash(
        throwable,
        thread.getName(),
        System.currentTimeMillis() * 1_000_000,
        span.isValid() ? span.getTraceId() : ids.generateTraceId(),
        span.isValid() ? span.getSpanId() : ids.generateSpanId());
  }
}
