package dev.mcpsentry.telemetry.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentrySamplingTest {

  private static final String FIRST = "ffffffffffffffffff00000000000000";
  private static final String LAST = "000000000000000000ffffffffffffff";

  @Test
  void rand_comesFromTheRightmost56Bits() {
    assertThat(SentrySampling.rand("ffffffffffffffffff00000000000000")).isZero();
    assertThat(SentrySampling.rand("00000000000000000080000000000000")).isEqualTo(0.5);
    assertThat(SentrySampling.rand("000000000000000000ffffffffffffff")).isEqualTo(0.999999);
  }

  @Test
  void rate_isTheShareOfTraces() {
    SplittableRandom random = new SplittableRandom(1);
    SentrySampling sampling = new SentrySampling(0.25);
    int sampled = 0;
    for (int i = 0; i < 10_000; i++) {
      String id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
      sampled += sampling.isSampled(id, null) ? 1 : 0;
    }
    assertThat(sampled).isBetween(2_300, 2_700);
  }

  @Test
  void extremes_areAllAndNothing() {
    assertThat(new SentrySampling(1).isSampled(LAST, null)).isTrue();
    assertThat(new SentrySampling(0).isSampled(FIRST, null)).isFalse();
  }

  @Test
  void head_hasTheLastWord() {
    assertThat(new SentrySampling(0).isSampled(LAST, head("sampled", "true"))).isTrue();
    assertThat(new SentrySampling(0.1).isSampled(LAST, head("sampled", "true"))).isTrue();
    assertThat(new SentrySampling(0.1).isSampled(FIRST, head("sampled", "false"))).isFalse();
    assertThat(new SentrySampling(1).isSampled(FIRST, head("sampled", "false"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0.09, 0.1, true",
    "0.1, 0.1, false",
    "0.11, 0.1, false",
    "0, 0, false",
    "0.999999, 1, true",
  })
  void deferredDecision_isMadeWithTheHeadsRandomNumber(String rand, double rate, boolean sampled) {
    assertThat(new SentrySampling(rate).isSampled(LAST, head("sample_rand", rand)))
        .isEqualTo(sampled);
  }

  @Test
  void deferredDecisionWithoutRandomNumber_isMadeByTraceId() {
    assertThat(new SentrySampling(0.5).isSampled(FIRST, head("release", "1"))).isTrue();
    assertThat(new SentrySampling(0.5).isSampled(LAST, head("release", "1"))).isFalse();
    assertThat(new SentrySampling(0.5).isSampled(LAST, head("sample_rand", "1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 0.000000", "0.000012, 0.000012", "0.5, 0.500000", "0.999999, 0.999999"})
  void rand_hasSixDecimalsOnTheWire(double rand, String text) {
    assertThat(SentrySampling.text(rand)).isEqualTo(text);
  }

  private static SentryHead head(String name, String value) {
    return new SentryHead(
        Map.of("trace_id", FIRST, name, value),
        name.equals("sampled") ? SentryDecision.of(value) : SentryDecision.DEFERRED);
  }
}
