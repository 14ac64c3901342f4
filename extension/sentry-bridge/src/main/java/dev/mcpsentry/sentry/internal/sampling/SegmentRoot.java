package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a segment when it is decided on.
 *
 * @param traceId 32 hex digits
 * @param span what it begins with, as it ended or as it is for now; null when unknown
 * @param outcome how that ended
 * @param recorded whether OpenTelemetry's sampler let it through
 * @param head what the head of the trace said; null when that is this process
 */
public record SegmentRoot(
    String traceId,
    @Nullable TypedSpan span,
    Outcome outcome,
    boolean recorded,
    @Nullable SentryHead head) {

  /** How what a segment begins with has ended. */
  public enum Outcome {
    /** Not yet. */
    OPEN,
    /** Well, or not by a fault of ours. */
    FINE,
    /** By a failure of ours. */
    FAILED
  }

  boolean failed() {
    return outcome == Outcome.FAILED;
  }
}
