package dev.mcpsentry.sentry.internal.span;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span that waits for others of its trace.
 *
 * @param segment what it belongs to
 * @param failed whether it is an operation that failed
 */
record StreamedSpan(Segment segment, SpanData span, boolean failed) {}
