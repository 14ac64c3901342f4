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
    return share(root, rules.isEmpty() ? Verdict.NOTHING : verdict(new Facts(root)));
  }

  /**
   * What the user's rules say of something.
   *
   * @param share the share itself, or what it is to be multiplied by
   * @param settled whether it is the share itself
   */
  record Verdict(double share, boolean settled) {
    static final Verdict NOTHING = new Verdict(1, false);
  }

  Verdict verdict(Facts facts) {
    double factor = 1;
    for (int i = 0; i < rules.size(); i++) {
      SampleRule rule = rules.get(i);
      if (rule.matches(facts)) {
        if (rule.share() instanceof Rate rate) {
          return new Verdict(factor * rate.value(), true);
        }
        factor *= ((Multiplier) rule.share()).factor();
      }
    }
    return new Verdict(factor, false);
  }

  /** The share of what the user's rules say that of, 0.0 to 1.0. */
  double share(TypedSpan root, Verdict verdict) {
    double others = verdict.settled() ? 1 : isThinnedOut(root) ? health : rest;
    return Math.min(1, verdict.share() * others);
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
