package dev.mcpsentry.telemetry.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SentrySamplingTest {

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
      sampled += sampling.isSampled(id) ? 1 : 0;
    }
    assertThat(sampled).isBetween(2_300, 2_700);
  }

  @Test
  void extremes_areAllAndNothing() {
    assertThat(new SentrySampling(1).isSampled("000000000000000000ffffffffffffff")).isTrue();
    assertThat(new SentrySampling(0).isSampled("ffffffffffffffffff00000000000000")).isFalse();
  }
}
