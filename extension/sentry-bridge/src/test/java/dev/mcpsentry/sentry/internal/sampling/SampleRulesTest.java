package dev.mcpsentry.sentry.internal.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.propagation.SentryDecision;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRulesTest {

  // of random numbers 0, a half and nearly one
  private static final String FIRST = "0af7651916cd43dd8400000000000000";
  private static final String MIDDLE = "0af7651916cd43dd8480000000000000";
  private static final String LAST = "0af7651916cd43dd84ffffffffffffff";

  @ParameterizedTest
  @CsvSource({
    "0, false, false, false",
    "0.25, true, false, false",
    "0.5, true, false, false",
    "0.75, true, true, false",
    "1, true, true, true",
  })
  void rate_isTheShareOfTraces(double rate, boolean first, boolean middle, boolean last) {
    SampleRules rules = SampleRules.of(rate);
    assertThat(rules.decide(FIRST)).isEqualTo(new SampleDecision(FIRST, first, rate, 0, null));
    assertThat(rules.decide(MIDDLE)).isEqualTo(new SampleDecision(MIDDLE, middle, rate, 0.5, null));
    assertThat(rules.decide(LAST)).isEqualTo(new SampleDecision(LAST, last, rate, 0.999999, null));
  }

  @Test
  void firstRuleThatMatches_wins() {
    List<String> asked = new ArrayList<>();
    SampleRules rules =
        new SampleRules(
            List.of(
                rule("ping", 0, asked), rule("tools/call add", 1, asked), rule("ping", 1, asked)),
            0.25);
    assertThat(rules.decide(named("ping")).sampled()).isFalse();
    assertThat(asked).containsExactly("ping");
    assertThat(rules.decide(named("tools/call add")))
        .isEqualTo(new SampleDecision(MIDDLE, true, 1, 0.5, null));
    assertThat(rules.decide(named("tools/list")))
        .as("what no rule is about")
        .isEqualTo(new SampleDecision(MIDDLE, false, 0.25, 0.5, null));
    assertThat(rules.decide(named(null)).rate()).isEqualTo(0.25);
  }

  private static SampleRule rule(String name, double rate, List<String> asked) {
    return new SampleRule(
        root -> {
          asked.add(name);
          return name.equals(root.name());
        },
        rate);
  }

  @ParameterizedTest
  @CsvSource({"SAMPLED, 0, true", "UNSAMPLED, 1, false", "DEFERRED, 0, false", "DEFERRED, 1, true"})
  void headOfTheTrace_hasTheLastWordIfItSaysOne(SentryDecision word, double rate, boolean sampled) {
    SentryHead head = new SentryHead(Map.of("public_key", "abc"), word);
    SampleDecision decision =
        SampleRules.of(rate).decide(new SegmentRoot(MIDDLE, null, true, head));
    assertThat(decision).isEqualTo(new SampleDecision(MIDDLE, sampled, rate, 0.5, head));
  }

  @Test
  void randomNumberOfTheHead_decidesButIsNotOurs() {
    SentryHead head = new SentryHead(Map.of("sample_rand", "0.1"), SentryDecision.DEFERRED);
    assertThat(SampleRules.of(0.25).decide(new SegmentRoot(MIDDLE, null, true, head)))
        .isEqualTo(new SampleDecision(MIDDLE, true, 0.25, 0.5, head));
  }

  @Test
  void whatOpenTelemetryDoesNotRecord_isNotSampledByAnybodysWord() {
    SentryHead head = new SentryHead(Map.of(), SentryDecision.SAMPLED);
    for (SentryHead any : new SentryHead[] {head, null}) {
      assertThat(SampleRules.of(1).decide(new SegmentRoot(FIRST, null, false, any)).sampled())
          .isFalse();
    }
  }

  private static SegmentRoot named(@Nullable String name) {
    return new SegmentRoot(MIDDLE, name, true, null);
  }
}
