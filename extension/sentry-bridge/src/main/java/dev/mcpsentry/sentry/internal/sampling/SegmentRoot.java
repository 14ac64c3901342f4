package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.telemetry.propagation.SentryHead;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a segment when it is decided on, which is early: its spans leave before its root
 * ends.
 *
 * @param traceId 32 hex digits
 * @param name the root's name for now; null when unknown
 * @param recorded whether OpenTelemetry's sampler let it through
 * @param head what the head of the trace said; null when that is this process
 */
public record SegmentRoot(
    String traceId, @Nullable String name, boolean recorded, @Nullable SentryHead head) {}
