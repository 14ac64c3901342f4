package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.telemetry.propagation.SentrySampling;
import java.util.function.Predicate;

/** How many segments of a kind Sentry gets, where the head of their trace left it open. */
public final class SampleRule {

  private final Predicate<SegmentRoot> segments;
  private final double rate;
  private final SentrySampling sampling;

  /**
   * @param segments whom it is about
   * @param rate share of their traces, 0.0 to 1.0
   */
  public SampleRule(Predicate<SegmentRoot> segments, double rate) {
    this.segments = segments;
    this.rate = rate;
    this.sampling = new SentrySampling(rate);
  }

  boolean matches(SegmentRoot root) {
    return segments.test(root);
  }

  SampleDecision decide(SegmentRoot root) {
    return new SampleDecision(
        root.traceId(),
        root.recorded() && sampling.isSampled(root.traceId(), root.head()),
        rate,
        SentrySampling.rand(root.traceId()),
        root.head());
  }
}
