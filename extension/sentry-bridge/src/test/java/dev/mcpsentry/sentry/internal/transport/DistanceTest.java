package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistanceTest {

  private final Distance distance = new Distance();

  @Test
  void firstAnswer_makesItKnown() {
    assertThat(distance.isKnown()).isFalse();
    distance.answered(200);
    assertThat(distance.isKnown()).isTrue();
    assertThat(distance.nanos()).isEqualTo(200);
  }

  @Test
  void busyMoments_doNotCount() {
    answered(200, 1);
    answered(900, 40);
    assertThat(distance.nanos()).isEqualTo(200);
  }

  @Test
  void serverThatMovedAway_isNoticed() {
    answered(200, 40);
    answered(900, 100);
    assertThat(distance.nanos()).isEqualTo(900);
  }

  private void answered(long nanos, int times) {
    for (int i = 0; i < times; i++) {
      distance.answered(nanos);
    }
  }
}
