package dev.mcpsentry.sentry.internal.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.convention.Conventions;
import org.junit.jupiter.api.Test;

class LoneRequestsTest {

  private final LoneRequests requests = new LoneRequests();

  @Test
  void convention_hasSomeAtOnceAndThenAFew() {
    long now = -5;
    for (int i = 0; i < LoneRequests.AT_ONCE; i++) {
      assertThat(requests.admit(Conventions.DATABASE, now)).isTrue();
    }
    assertThat(requests.admit(Conventions.DATABASE, now)).isFalse();
    assertThat(requests.admit(Conventions.HTTP, now)).isTrue();
    now += LoneRequests.INTERVAL_NANOS;
    assertThat(requests.admit(Conventions.DATABASE, now)).isTrue();
    assertThat(requests.admit(Conventions.DATABASE, now)).isFalse();
  }

  @Test
  void quietConvention_getsItsShareBack() {
    for (int i = 0; i < LoneRequests.AT_ONCE; i++) {
      requests.admit(Conventions.DATABASE, 0);
    }
    long later = 1_000 * LoneRequests.INTERVAL_NANOS;
    for (int i = 0; i < LoneRequests.AT_ONCE; i++) {
      assertThat(requests.admit(Conventions.DATABASE, later)).isTrue();
    }
    assertThat(requests.admit(Conventions.DATABASE, later)).isFalse();
  }

  @Test
  void callsOfServersAndModels_areNeverRefused() {
    for (int i = 0; i <= LoneRequests.AT_ONCE; i++) {
      assertThat(requests.admit(Conventions.MCP, 0)).isTrue();
      assertThat(requests.admit(Conventions.GEN_AI, 0)).isTrue();
    }
  }
}
