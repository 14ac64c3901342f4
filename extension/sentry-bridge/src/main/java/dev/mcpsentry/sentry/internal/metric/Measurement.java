package dev.mcpsentry.sentry.internal.metric;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * One value of a metric.
 *
 * @param name the instrument's, in characters that Sentry keeps
 * @param unit one that Sentry keeps, or null
 * @param value finite
 * @param weight how many measurements it stands for, at least 1
 * @param span where it was measured, or null when that is not known
 * @param user whom it is about, as Sentry may know him, or null
 */
record Measurement(
    String name,
    MetricType type,
    @Nullable String unit,
    double value,
    long weight,
    long epochNanos,
    @Nullable SpanContext span,
    Attributes attributes,
    @Nullable String user) {}
