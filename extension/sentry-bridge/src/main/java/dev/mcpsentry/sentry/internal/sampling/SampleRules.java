package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.sampling.SampleRule.Share.Multiplier;
import dev.mcpsentry.sentry.internal.sampling.SampleRule.Share.Rate;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many segments Sentry gets: of each what the first rule says that is about it. Immutable.
 *
 * @param rules the user's, in their order
 * @param health share of the health checks that no rule is about, 0.0 to 1.0
 * @param failed share of what failed, if its own is less, 0.0 to 1.0
 * @param rest share of everything else, 0.0 to 1.0
 */
public record SampleRules(List<SampleRule> rules, double health, double failed, double rest) {

  public SampleRules {
    rules = List.copyOf(rules);
  }

  /** The same share of all traces, 0.0 to 1.0, failed or not. */
  public static SampleRules of(double rate) {
    return new SampleRules(List.of(), rate, rate, rate);
  }

  /**
   * The share of what is like this one, 0.0 to 1.0, had it not failed.
   *
   * @param root what a segment begins with, as far as it is known; null when nothing is
   */
  double rate(@Nullable TypedSpan root) {
    if (root == null) {
      return rest;
    }
    double factor = 1;
    if (!rules.isEmpty()) {
      Facts facts = new Facts(root);
      for (int i = 0; i < rules.size(); i++) {
        SampleRule rule = rules.get(i);
        if (rule.matches(facts)) {
          if (rule.share() instanceof Rate rate) {
            return Math.min(1, factor * rate.value());
          }
          factor *= ((Multiplier) rule.share()).factor();
        }
      }
    }
    return Math.min(1, factor * (isThinnedOut(root) ? health : rest));
  }

  private boolean isThinnedOut(TypedSpan root) {
    return health != rest && HealthChecks.isOne(root.data());
  }

  /**
   * Whether nothing that is still to come can change what is decided.
   *
   * @param running what a segment begins with, while it runs; null when it is not known
   */
  boolean isCertain(@Nullable ReadableSpan running) {
    boolean same = health == rest || running != null && !HealthChecks.isOne(running);
    return rules.isEmpty() && same && rest >= failed;
  }
}
