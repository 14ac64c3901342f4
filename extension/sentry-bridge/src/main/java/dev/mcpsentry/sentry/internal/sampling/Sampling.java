package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.sampling.SegmentRoot.Outcome;
import dev.mcpsentry.telemetry.propagation.SentryDecision;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import dev.mcpsentry.telemetry.propagation.SentrySampling;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/**
 * Decides which segments Sentry gets: the head of their trace where it has, else by their rule and
 * the trace's random number, so that every process with the same rules decides alike. What failed
 * by a fault of ours is kept whatever its rule says, and told at the rate at which that is so.
 * Belongs to one thread; knows time, in {@link System#nanoTime}, only from its callers.
 */
public final class Sampling {

  private final SampleRules rules;
  private final KnownVerdicts verdicts;
  private final TraceBounds bounds;
  private final @Nullable AdaptiveRates adaptive;

  /**
   * @param adaptive null when nobody asked for it
   */
  public Sampling(SampleRules rules, TraceBounds bounds, @Nullable AdaptiveRates adaptive) {
    this.rules = rules;
    this.verdicts = new KnownVerdicts(rules);
    this.bounds = bounds;
    this.adaptive = adaptive;
  }

  /** By rules alone. */
  public static Sampling of(SampleRules rules) {
    return new Sampling(rules, new TraceBounds(0), null);
  }

  /**
   * What is decided for issues on a trace of which nothing else is known than that it began here.
   */
  public SampleDecision decide(String traceId) {
    return byRate(new SegmentRoot(traceId, null, Outcome.OPEN, true, null), rules.rest());
  }

  /**
   * Whether a segment can be decided on before it ends: it would not be decided otherwise then.
   *
   * @param running what it begins with; null when it is not known
   * @param recorded whether OpenTelemetry's sampler let it through
   * @param head what the head of the trace said; null when that is this process
   */
  public boolean isCertain(
      @Nullable ReadableSpan running, boolean recorded, @Nullable SentryHead head) {
    return !recorded
        || head != null && head.decision() != SentryDecision.DEFERRED
        || adaptive == null && !bounds.isCapped() && rules.isCertain(running);
  }

  /** Decides on a segment, once. */
  public SampleDecision decide(SegmentRoot root, long now) {
    double rate = rate(root, now);
    SampleDecision failed = failed(root, rate, now);
    if (failed != null) {
      return failed;
    }
    SampleDecision decision = byRate(root, rate);
    return decision.sampled() && bounds.isCapped() ? bounds.admit(decision, now) : decision;
  }

  /**
   * What was decided on a segment before it ended, when it has: the same, but for a failure. A
   * segment that is sent stays so.
   */
  public SampleDecision revise(SampleDecision made, SegmentRoot root, long now) {
    if (adaptive != null) {
      rate(root, now);
    }
    boolean settled = made.sampled() && (made.head() != null || made.rate() >= rules.failed());
    SampleDecision failed = settled ? null : failed(root, made.rate(), now);
    return failed == null || made.sampled() && !failed.sampled() ? made : failed;
  }

  private double rate(SegmentRoot root, long now) {
    double rate = verdicts.rate(root.span());
    return adaptive == null || root.span() == null
        ? rate
        : adaptive.rate(root.span().name(), rate, root.outcome(), now);
  }

  /** Null where failing makes no difference. */
  private @Nullable SampleDecision failed(SegmentRoot root, double rate, long now) {
    if (!root.failed() || !root.recorded() || rate >= rules.failed() && !bounds.isCapped()) {
      return null;
    }
    SampleDecision decision = byRate(root, Math.max(rate, rules.failed()));
    return decision.sampled() ? bounds.admitFailed(decision, now) : null;
  }

  private static SampleDecision byRate(SegmentRoot root, double rate) {
    return new SampleDecision(
        root.traceId(),
        root.recorded() && SentrySampling.isSampled(rate, root.traceId(), root.head()),
        rate,
        SentrySampling.rand(root.traceId()),
        root.head());
  }
}
