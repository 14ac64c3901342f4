package dev.mcpsentry.sentry.internal.sampling;

import org.jspecify.annotations.Nullable;

/**
 * That of a trace that began here.
 *
 * @param traceId 32 hex digits
 * @param sampleRand the trace's random number, 0 to 1
 * @param sampled whether the trace's transactions are sent
 * @param transaction the name of the segment, or null when unknown
 */
public record TraceHeader(
    String traceId, double sampleRand, boolean sampled, @Nullable String transaction)
    implements SamplingContext {

  @Override
  public TraceHeader named(@Nullable String segment) {
    return new TraceHeader(traceId, sampleRand, sampled, segment);
  }
}
