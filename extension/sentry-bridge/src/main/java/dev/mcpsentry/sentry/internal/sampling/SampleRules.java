package dev.mcpsentry.sentry.internal.sampling;

import java.util.List;

/** Which segments Sentry gets: the first rule that is about a segment decides on it. Immutable. */
public final class SampleRules {

  private final List<SampleRule> rules;
  private final SampleRule rest;

  /**
   * @param rate share of the traces that no rule is about, 0.0 to 1.0
   */
  public SampleRules(List<SampleRule> rules, double rate) {
    this.rules = List.copyOf(rules);
    this.rest = new SampleRule(root -> true, rate);
  }

  /** The same share of all traces, 0.0 to 1.0. */
  public static SampleRules of(double rate) {
    return new SampleRules(List.of(), rate);
  }

  public SampleDecision decide(SegmentRoot root) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).matches(root)) {
        return rules.get(i).decide(root);
      }
    }
    return rest.decide(root);
  }

  /** What is decided on a trace of which nothing else is known than that it began here. */
  public SampleDecision decide(String traceId) {
    return decide(new SegmentRoot(traceId, null, true, null));
  }
}
