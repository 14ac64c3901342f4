package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

  private final RateLimits limits = new RateLimits();

  @Test
  void namedCategories_waitAndTheOthersDoNot() {
    limits.update(200, "2:transaction;error:organization:quota, 5:unknown", null, 1_000);
    assertThat(limits.limited(DataCategory.TRANSACTION, 2_999)).isTrue();
    assertThat(limits.limited(DataCategory.TRANSACTION, 3_000)).isFalse();
    assertThat(limits.limited(DataCategory.ERROR, 2_999)).isTrue();
    assertThat(limits.limited(DataCategory.SESSION, 1_001)).isFalse();
  }

  @Test
  void noCategories_meansAllOfThem() {
    limits.update(429, "10::organization", null, 0);
    for (DataCategory category : DataCategory.values()) {
      assertThat(limits.limited(category, 9_999)).isTrue();
    }
    assertThat(limits.limited(null, 1)).isFalse();
  }

  @Test
  void laterLimit_wins() {
    limits.update(200, "10:error", null, 0);
    limits.update(200, "1:error", null, 0);
    assertThat(limits.limited(DataCategory.ERROR, 9_000)).isTrue();
  }

  @Test
  void tooManyRequestsWithoutHeader_waitsAMinute() {
    limits.update(429, null, null, 0);
    assertThat(limits.limited(DataCategory.ERROR, 59_999)).isTrue();
    assertThat(limits.limited(DataCategory.ERROR, 60_000)).isFalse();
  }

  @Test
  void retryAfter_isObeyed() {
    limits.update(429, null, "3", 0);
    assertThat(limits.limited(DataCategory.SESSION, 2_999)).isTrue();
    assertThat(limits.limited(DataCategory.SESSION, 3_000)).isFalse();
  }

  @Test
  void nonsense_waitsAMinuteAtMost() {
    limits.update(200, "abc:error, , :, 99999999999999:session", "x", 0);
    assertThat(limits.limited(DataCategory.ERROR, 60_000)).isFalse();
    assertThat(limits.limited(DataCategory.SESSION, 86_400_000)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ", ,", "abc", ":", "nan", "-5", "NaN:unheard_of", "60", "-1:x"})
  void tooManyRequestsWithASenselessHeader_isAPauseAllTheSame(String header) {
    limits.update(429, header, "30", 0);
    assertThat(limits.limited(DataCategory.TRANSACTION, 29_999)).isTrue();
  }

  @Test
  void limitOfOthersOnly_isAnAnswerToo() {
    limits.update(429, "60:attachment:organization", "30", 0);
    assertThat(limits.limited(DataCategory.TRANSACTION, 1)).isFalse();
  }

  @Test
  void retryAfterAsADate_isObeyed() {
    long now = 1_795_636_800_500L;
    limits.update(429, null, "Wed, 25 Nov 2026 20:01:10 GMT", now);
    assertThat(limits.limited(DataCategory.ERROR, now + 69_000)).isTrue();
    assertThat(limits.limited(DataCategory.ERROR, now + 70_500)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "Wed, 25 Nov 1999 20:01:10 GMT", "Infinity x", "-3", ""})
  void senselessRetryAfter_isAMinute(String header) {
    limits.update(429, null, header, 1_795_636_800_000L);
    assertThat(limits.limited(DataCategory.ERROR, 1_795_636_859_999L)).isTrue();
    assertThat(limits.limited(DataCategory.ERROR, 1_795_636_860_000L)).isFalse();
  }
}
