package dev.mcpsentry.telemetry.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "-PT1S, future",
    "PT0S, lt_1h",
    "PT59M59S, lt_1h",
    "PT1H, 1h_6h",
    "PT6H, 6h_1d",
    "P1D, 1d_7d",
    "P7D, 7d_14d",
    "P14D, 14d_30d",
    "P30D, gte_30d",
    "P9999D, gte_30d"
  })
  void age_isARange(Duration age, String bucket) {
    assertThat(new Grant("", NOW.minus(age), null, true).ageBucket(NOW)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @CsvSource({
    "-P1D, expired",
    "PT0S, expired",
    "PT1S, lt_1h",
    "PT1H, 1h_1d",
    "P1D, 1d_7d",
    "P7D, 7d_14d",
    "P14D, 14d_30d",
    "P30D, gte_30d"
  })
  void whatIsLeft_isARange(Duration left, String bucket) {
    assertThat(new Grant("", null, NOW.plus(left), true).expiresInBucket(NOW)).isEqualTo(bucket);
  }

  @Test
  void whatNobodyKnows_isUnknown() {
    Grant grant = new Grant("", null, null, false);
    assertThat(grant.ageBucket(NOW)).isEqualTo("unknown");
    assertThat(grant.expiresInBucket(NOW)).isEqualTo("unknown");
    assertThat(new Grant("", Instant.MIN, Instant.MAX, false).ageBucket(NOW)).isEqualTo("gte_30d");
  }

  @ParameterizedTest
  @CsvSource({"'', 811c9dc5", "a, e40c292c", "foobar, bf9cf968"})
  void hash_isFnv1a(String id, String hash) {
    assertThat(new Grant(id, null, null, true).idHash()).isEqualTo(hash);
  }
}
