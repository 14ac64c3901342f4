package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

  private static final long NOW = 1_000;

  @Test
  void attempts_areEverLessFrequent_upToHalfAMinute() {
    Reachability reachability = new Reachability(() -> 1.0);
    assertThat(reachability.isInDoubt()).isFalse();
    assertThat(reachability.nanosToNextAttempt(NOW)).isZero();
    long[] millis = {250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000};
    for (long expected : millis) {
      reachability.missed(NOW);
      assertThat(millis(reachability.nanosToNextAttempt(NOW))).isEqualTo(expected);
    }
    reachability.reached();
    assertThat(reachability.isInDoubt()).isFalse();
    reachability.missed(NOW);
    assertThat(millis(reachability.nanosToNextAttempt(NOW))).isEqualTo(250);
  }

  @Test
  void processesThatLoseTheServerTogether_doNotComeBackTogether() {
    AtomicInteger asked = new AtomicInteger();
    Reachability reachability = new Reachability(() -> asked.getAndIncrement() / 4.0);
    long[] millis = {125, 312, 750, 1_750, 4_000};
    for (long expected : millis) {
      reachability.missed(NOW);
      assertThat(millis(reachability.nanosToNextAttempt(NOW))).isEqualTo(expected);
    }
    assertThat(asked).hasValue(millis.length);
  }

  @Test
  void attempt_isDueAtItsTime() {
    Reachability reachability = new Reachability(() -> 0.0);
    reachability.missed(NOW);
    long due = NOW + TimeUnit.MILLISECONDS.toNanos(125);
    assertThat(reachability.nanosToNextAttempt(due - 1)).isPositive();
    assertThat(reachability.nanosToNextAttempt(due)).isZero();
    reachability.tryAgain();
    assertThat(reachability.nanosToNextAttempt(NOW)).isZero();
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
