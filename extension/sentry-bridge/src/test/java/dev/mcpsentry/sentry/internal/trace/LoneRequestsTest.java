package dev.mcpsentry.sentry.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoneRequestsTest {

  private final LoneRequests requests = new LoneRequests();

  @Test
  void family_hasAMinutesWorth() {
    long now = -5;
    for (int i = 0; i < LoneRequests.PER_MINUTE; i++) {
      assertThat(requests.admit(Family.DATABASE, now)).isTrue();
    }
    assertThat(requests.admit(Family.DATABASE, now)).isFalse();
    assertThat(requests.admit(Family.HTTP, now)).isTrue();
    now += TimeUnit.MINUTES.toNanos(1);
    assertThat(requests.admit(Family.DATABASE, now)).isTrue();
  }

  @Test
  void callsOfServersAndModels_areNeverRefused() {
    for (int i = 0; i <= LoneRequests.PER_MINUTE; i++) {
      assertThat(requests.admit(Family.MCP, 0)).isTrue();
      assertThat(requests.admit(Family.GEN_AI, 0)).isTrue();
    }
  }
}
