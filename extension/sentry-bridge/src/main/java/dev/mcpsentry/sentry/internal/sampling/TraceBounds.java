package dev.mcpsentry.sentry.internal.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many traces a second are sent, and how many besides because they failed. What is admitted of
 * a trace once is admitted again, and what is not is not, as long as it is remembered. What is told
 * stands for what is not: the rate is made less by the share that was admitted. Belongs to one
 * thread; knows time only from its callers.
 */
public final class TraceBounds {

  private static final int REMEMBERED = 2_048;
  private static final double FAILED_PER_SECOND = 1_000;

  private final @Nullable TokenBucket all;
  private final TokenBucket failed;
  private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

  private record Verdict(boolean admitted, double share) {}

  /**
   * @param perSecond the most, and of those that failed the same again; 0 for no bound, and for a
   *     thousand of those that only are sent because they failed
   */
  public TraceBounds(double perSecond) {
    this.all = perSecond > 0 ? new TokenBucket(perSecond) : null;
    this.failed = new TokenBucket(perSecond > 0 ? perSecond : FAILED_PER_SECOND);
  }

  /** Whether there is a bound for all. */
  boolean isCapped() {
    return all != null;
  }

  /** The same decision, or the opposite. */
  SampleDecision admit(SampleDecision sampled, long now) {
    if (all == null) {
      return sampled;
    }
    Verdict verdict = verdicts.get(sampled.traceId());
    if (verdict == null) {
      verdict = ask(all, now);
      remember(sampled.traceId(), verdict);
    }
    return told(sampled, verdict);
  }

  /** The same decision; null when there are too many, which may pass as any other. */
  @Nullable SampleDecision admitFailed(SampleDecision sampled, long now) {
    Verdict verdict = verdicts.get(sampled.traceId());
    if (verdict == null || !verdict.admitted()) {
      verdict = ask(failed, now);
      if (verdict.admitted()) {
        remember(sampled.traceId(), verdict);
      }
    }
    return verdict.admitted() ? told(sampled, verdict) : null;
  }

  private static SampleDecision told(SampleDecision sampled, Verdict verdict) {
    return verdict.admitted() && verdict.share() == 1
        ? sampled
        : new SampleDecision(
            sampled.traceId(),
            verdict.admitted(),
            sampled.rate() * verdict.share(),
            sampled.rand(),
            sampled.head());
  }

  private static Verdict ask(TokenBucket bucket, long now) {
    boolean admitted = bucket.take(now);
    return new Verdict(admitted, bucket.share());
  }

  private void remember(String traceId, Verdict verdict) {
    verdicts.remove(traceId);
    verdicts.put(traceId, verdict);
    if (verdicts.size() > REMEMBERED) {
      verdicts.remove(verdicts.keySet().iterator().next());
    }
  }
}
