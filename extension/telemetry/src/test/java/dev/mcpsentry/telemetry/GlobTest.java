package dev.mcpsentry.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "'*', '', true",
    "'', '', true",
    "'', a, false",
    "a, a, true",
    "a, ab, false",
    "ab, a, false",
    "a*, a, true",
    "a*c, abbbc, true",
    "a*c, abbcb, false",
    "*/issues/*/events/*, https://x/issues/1/events/2, true",
    "*/issues/*/events/*, https://x/issues/1, false",
    "*b*, abc, true",
    "**a, bca, true",
    "*a, a*, false",
    "a.c, abc, false",
    "A, a, false",
  })
  void starsStandForAnything(String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern, false).matches(text)).isEqualTo(matches);
  }

  @Test
  void case_canBeIgnored() {
    assertThat(new Glob("Find_*", true).matches("fIND_ORDERS")).isTrue();
  }

  @Test
  void manyStars_takeNoTimeWorthMentioning() {
    Glob glob = new Glob("*a".repeat(100) + "b", false);
    assertThat(
            assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> glob.matches("a".repeat(100_000))))
        .isFalse();
  }
}
