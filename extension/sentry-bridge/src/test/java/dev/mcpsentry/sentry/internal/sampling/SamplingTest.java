package dev.mcpsentry.sentry.internal.sampling;

import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mcpsentry.sentry.internal.sampling.SegmentRoot.Outcome;
import dev.mcpsentry.telemetry.propagation.SentryDecision;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {

  // of random numbers 0, a half and nearly one
  private static final String FIRST = "0af7651916cd43dd8400000000000000";
  private static final String MIDDLE = "0af7651916cd43dd8480000000000000";
  private static final String LAST = "0af7651916cd43dd84ffffffffffffff";
  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @CsvSource({
    "0, false, false, false",
    "0.25, true, false, false",
    "0.5, true, false, false",
    "0.75, true, true, false",
    "1, true, true, true",
  })
  void rate_isTheShareOfTraces(double rate, boolean first, boolean middle, boolean last) {
    Sampling sampling = Sampling.of(SampleRules.of(rate));
    assertThat(sampling.decide(FIRST)).isEqualTo(new SampleDecision(FIRST, first, rate, 0, null));
    assertThat(sampling.decide(MIDDLE))
        .isEqualTo(new SampleDecision(MIDDLE, middle, rate, 0.5, null));
    assertThat(sampling.decide(LAST))
        .isEqualTo(new SampleDecision(LAST, last, rate, 0.999999, null));
  }

  @ParameterizedTest
  @CsvSource({"SAMPLED, 0, true", "UNSAMPLED, 1, false", "DEFERRED, 0, false", "DEFERRED, 1, true"})
  void headOfTheTrace_hasTheLastWordIfItSaysOne(SentryDecision word, double rate, boolean sampled) {
    SentryHead head = new SentryHead(Map.of("public_key", "abc"), word);
    assertThat(Sampling.of(SampleRules.of(rate)).decide(root(MIDDLE, Outcome.FINE, head), 0))
        .isEqualTo(new SampleDecision(MIDDLE, sampled, rate, 0.5, head));
  }

  @Test
  void randomNumberOfTheHead_decidesButIsNotOurs() {
    SentryHead head = new SentryHead(Map.of("sample_rand", "0.1"), SentryDecision.DEFERRED);
    assertThat(Sampling.of(SampleRules.of(0.25)).decide(root(MIDDLE, Outcome.FINE, head), 0))
        .isEqualTo(new SampleDecision(MIDDLE, true, 0.25, 0.5, head));
  }

  @Test
  void whatOpenTelemetryDoesNotRecord_isNotSampledByAnybodysWord() {
    SentryHead head = new SentryHead(Map.of(), SentryDecision.SAMPLED);
    for (SentryHead any : new SentryHead[] {head, null}) {
      SegmentRoot root = new SegmentRoot(FIRST, null, Outcome.FAILED, false, any);
      assertThat(failuresToo(0).decide(root, 0).sampled()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "0.1", "0.9", "1"})
  void whatFailed_isKeptAndStandsForItself(double rate) {
    assertThat(failuresToo(rate).decide(root(LAST, Outcome.FAILED, null), 0))
        .isEqualTo(new SampleDecision(LAST, true, 1, 0.999999, null));
    assertThat(failuresToo(rate).decide(root(LAST, Outcome.FINE, null), 0).sampled())
        .isEqualTo(rate == 1);
  }

  @Test
  void shareOfFailures_isTheLeastOfTheirRates() {
    Sampling sampling = Sampling.of(new SampleRules(List.of(), 0.1, 0.6, 0.1));
    assertThat(sampling.decide(root(MIDDLE, Outcome.FAILED, null), 0))
        .isEqualTo(new SampleDecision(MIDDLE, true, 0.6, 0.5, null));
    assertThat(sampling.decide(root(LAST, Outcome.FAILED, null), 0).sampled()).isFalse();
  }

  @Test
  void headThatSaysNo_isHonouredForFailuresToo() {
    SentryHead head = new SentryHead(Map.of("public_key", "abc"), SentryDecision.UNSAMPLED);
    Sampling sampling = failuresToo(0.5);
    SampleDecision decision = sampling.decide(root(FIRST, Outcome.FAILED, head), 0);
    assertThat(decision.sampled()).isFalse();
    assertThat(sampling.revise(decision, root(FIRST, Outcome.FAILED, head), 1)).isEqualTo(decision);
  }

  @Test
  void earlyDecision_staysUnlessItFailed() {
    Sampling sampling = failuresToo(0.75);
    for (String trace : List.of(FIRST, LAST)) {
      SampleDecision early = sampling.decide(root(trace, Outcome.OPEN, null), 0);
      assertThat(early.sampled()).isEqualTo(trace.equals(FIRST));
      assertThat(sampling.revise(early, root(trace, Outcome.FINE, null), 1)).isSameAs(early);
      SampleDecision failed = sampling.revise(early, root(trace, Outcome.FAILED, null), 1);
      assertThat(failed.sampled()).isTrue();
      assertThat(failed.rate()).isEqualTo(1);
    }
  }

  @Test
  void failuresWithoutEnd_areBounded() {
    Sampling sampling = failuresToo(0);
    int kept = 0;
    for (int i = 0; i < 5_000; i++) {
      kept += sampling.decide(root(trace(i), Outcome.FAILED, null), 0).sampled() ? 1 : 0;
    }
    assertThat(kept).isEqualTo(1_000);
  }

  @Test
  void cap_boundsTracesAndFailuresApart() {
    Sampling sampling =
        new Sampling(new SampleRules(List.of(), 1, 1, 1), new TraceBounds(10), null);
    int fine = 0;
    int failed = 0;
    for (int i = 0; i < 200; i++) {
      fine += sampling.decide(root(trace(i), Outcome.FINE, null), 0).sampled() ? 1 : 0;
    }
    for (int i = 200; i < 400; i++) {
      failed += sampling.decide(root(trace(i), Outcome.FAILED, null), 0).sampled() ? 1 : 0;
    }
    assertThat(fine).isEqualTo(10);
    assertThat(failed).isEqualTo(10);
    assertThat(sampling.decide(root(trace(500), Outcome.FINE, null), SECOND).sampled()).isTrue();
  }

  @Test
  void cap_treatsEverySegmentOfATraceAlike() {
    Sampling sampling = new Sampling(SampleRules.of(1), new TraceBounds(1), null);
    assertThat(sampling.decide(root(FIRST, Outcome.FINE, null), 0).sampled()).isTrue();
    assertThat(sampling.decide(root(LAST, Outcome.FINE, null), 0).sampled()).isFalse();
    assertThat(sampling.decide(root(FIRST, Outcome.FINE, null), 0).sampled()).isTrue();
    assertThat(sampling.decide(root(LAST, Outcome.FINE, null), 60 * SECOND).sampled()).isFalse();
    assertThat(sampling.decide(root(LAST, Outcome.FAILED, null), 60 * SECOND).sampled()).isTrue();
    assertThat(sampling.decide(root(LAST, Outcome.FINE, null), 60 * SECOND).sampled()).isTrue();
  }

  @Test
  void whatACapLetsThrough_standsForWhatItDoesNot() {
    Sampling sampling = new Sampling(SampleRules.of(1), new TraceBounds(20), null);
    double told = 0;
    int asked = 20_000;
    for (int i = 0; i < asked; i++) {
      SampleDecision decision =
          sampling.decide(root(trace(i), Outcome.FINE, null), i * (SECOND / 200));
      assertThat(decision.rate()).isBetween(0.0, 1.0);
      told += decision.sampled() ? 1 / decision.rate() : 0;
    }
    assertThat(told).isCloseTo(asked, within(asked * 0.1));
  }

  @Test
  void certainty_isOnlyWhereNothingCanChange() {
    SentryHead told = new SentryHead(Map.of(), SentryDecision.UNSAMPLED);
    SentryHead open = new SentryHead(Map.of(), SentryDecision.DEFERRED);
    Sampling whole = failuresToo(1);
    assertThat(whole.isCertain(null, true, null)).isTrue();
    Sampling half = failuresToo(0.5);
    assertThat(half.isCertain(null, true, null)).isFalse();
    assertThat(half.isCertain(null, true, open)).isFalse();
    assertThat(half.isCertain(null, true, told)).isTrue();
    assertThat(half.isCertain(null, false, null)).isTrue();
    assertThat(
            new Sampling(SampleRules.of(1), new TraceBounds(5), null).isCertain(null, true, null))
        .isFalse();
  }

  @Test
  void rateThatIsKnown_isTheOneThatDecided() {
    Sampling sampling = failuresToo(0.25);
    assertThat(sampling.decide(root(FIRST, Outcome.FINE, null), 0).knownRate()).isEqualTo(0.25);
    SentryHead theirs = new SentryHead(Map.of("sample_rate", "0.125"), SentryDecision.SAMPLED);
    assertThat(sampling.decide(root(FIRST, Outcome.FINE, theirs), 0).knownRate()).isEqualTo(0.125);
    SentryHead silent = new SentryHead(Map.of(), SentryDecision.SAMPLED);
    assertThat(sampling.decide(root(FIRST, Outcome.FINE, silent), 0).knownRate()).isNull();
    SentryHead open = new SentryHead(Map.of(), SentryDecision.DEFERRED);
    assertThat(sampling.decide(root(FIRST, Outcome.FINE, open), 0).knownRate()).isEqualTo(0.25);
  }

  /** Everything at a rate, and all that failed. */
  private static Sampling failuresToo(double rate) {
    return Sampling.of(new SampleRules(List.of(), rate, 1, rate));
  }

  private static SegmentRoot root(String traceId, Outcome outcome, @Nullable SentryHead head) {
    return new SegmentRoot(traceId, toolCall(1).typed(), outcome, true, head);
  }

  private static String trace(int number) {
    return "%032x".formatted(number + 1);
  }
}
