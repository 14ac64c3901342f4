package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.telemetry.propagation.SentryHead;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a segment, for everything that is told of it.
 *
 * @param traceId 32 hex digits
 * @param sampled whether Sentry gets its spans
 * @param rate the share of its like that is let through, 0.0 to 1.0: each stands for so many more
 * @param rand the trace's own random number, 0 inclusive to 1 exclusive
 * @param head what the head of the trace said, and is told unchanged; null when that is this
 *     process
 */
public record SampleDecision(
    String traceId, boolean sampled, double rate, double rand, @Nullable SentryHead head) {

  /**
   * What Sentry is told of the whole trace with an item.
   *
   * @param segment the name of the segment it belongs to; null when unknown
   */
  public TraceHeader header(@Nullable String segment) {
    return new TraceHeader(this, segment);
  }

  /** By which share the one that decided let it through, 0.0 to 1.0; null when only they know. */
  public @Nullable Double knownRate() {
    return head == null || head.isLeftOpen() ? Double.valueOf(rate) : head.rate();
  }
}
