package dev.mcpsentry.sentry.internal.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1, 7.5, 100})
  void overTime_itLetsThroughItsRate(double perSecond) {
    TokenBucket bucket = new TokenBucket(perSecond);
    Random random = new Random(1);
    long now = Long.MAX_VALUE - 1_000 * SECOND;
    long end = now + 900 * SECOND;
    int taken = 0;
    while (now < end) {
      taken += bucket.take(now) ? 1 : 0;
      now += random.nextLong(2 * SECOND / 300);
    }
    assertThat(taken).isBetween((int) (900 * perSecond * 0.98), (int) (901 * perSecond + 1));
    assertThat(bucket.share()).isCloseTo(perSecond / 300, within(perSecond / 300));
  }

  @Test
  void share_isAllWhileThereIsRoom() {
    TokenBucket bucket = new TokenBucket(10);
    for (int i = 0; i < 100; i++) {
      assertThat(bucket.take(i * SECOND / 5)).isTrue();
      assertThat(bucket.share()).isEqualTo(1);
    }
  }

  @Test
  void share_isNeverNothing() {
    TokenBucket bucket = new TokenBucket(0.001);
    for (int i = 0; i < 100_000; i++) {
      bucket.take(i);
      assertThat(bucket.share()).isGreaterThan(0);
    }
  }

  @Test
  void timeThatGoesBack_givesNothing() {
    TokenBucket bucket = new TokenBucket(1);
    assertThat(bucket.take(100 * SECOND)).isTrue();
    assertThat(bucket.take(0)).isFalse();
    assertThat(bucket.take(100 * SECOND)).isFalse();
    assertThat(bucket.take(101 * SECOND)).isTrue();
  }
}
