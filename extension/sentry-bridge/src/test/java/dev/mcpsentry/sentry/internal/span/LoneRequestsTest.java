package dev.mcpsentry.sentry.internal.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.convention.Family;
import org.junit.jupiter.api.Test;

class LoneRequestsTest {

  private final LoneRequests requests = new LoneRequests();

  @Test
  void family_hasSomeAtOnceAndThenAFew() {
    long now = -5;
    for (int i = 0; i < LoneRequests.AT_ONCE; i++) {
      assertThat(requests.admit(Family.DATABASE, now)).isTrue();
    }
    assertThat(requests.admit(Family.DATABASE, now)).isFalse();
    assertThat(requests.admit(Family.HTTP, now)).isTrue();
    now += LoneRequests.INTERVAL_NANOS;
    assertThat(requests.admit(Family.DATABASE, now)).isTrue();
    assertThat(requests.admit(Family.DATABASE, now)).isFalse();
  }

  @Test
  void quietFamily_getsItsShareBack() {
    for (int i = 0; i < LoneRequests.AT_ONCE; i++) {
      requests.admit(Family.DATABASE, 0);
    }
    long later = 1_000 * LoneRequests.INTERVAL_NANOS;
    for (int i = 0; i < LoneRequests.AT_ONCE; i++) {
      assertThat(requests.admit(Family.DATABASE, later)).isTrue();
    }
    assertThat(requests.admit(Family.DATABASE, later)).isFalse();
  }

  @Test
  void callsOfServersAndModels_areNeverRefused() {
    for (int i = 0; i <= LoneRequests.AT_ONCE; i++) {
      assertThat(requests.admit(Family.MCP, 0)).isTrue();
      assertThat(requests.admit(Family.GEN_AI, 0)).isTrue();
    }
  }
}
