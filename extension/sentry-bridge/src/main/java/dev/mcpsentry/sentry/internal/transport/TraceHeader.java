package dev.mcpsentry.sentry.internal.transport;

import org.jspecify.annotations.Nullable;

/**
 * The dynamic sampling context of an envelope.
 *
 * @param traceId 32 hex digits
 * @param sampleRand the trace's random number, 0 to 1
 * @param sampled whether the trace's transactions are sent
 * @param transaction the name of the segment, or null when unknown
 */
public record TraceHeader(
    String traceId, double sampleRand, boolean sampled, @Nullable String transaction) {}
