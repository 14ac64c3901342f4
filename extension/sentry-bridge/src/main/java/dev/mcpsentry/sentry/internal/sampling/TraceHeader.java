package dev.mcpsentry.sentry.internal.sampling;

import org.jspecify.annotations.Nullable;

/**
 * An envelope's dynamic sampling context: what Sentry is told of the whole trace.
 *
 * @param decision what was decided, here or by the head of the trace
 * @param transaction the name of the segment, or null when unknown; told where the trace is ours
 */
public record TraceHeader(SampleDecision decision, @Nullable String transaction) {}
