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
    "find_*, find_user, true",
    "find_*, find_, true",
    "find_*, find, false",
    "find_*, xfind_user, false",
    "*_user, find_user, true",
    "*_user, find_users, false",
    "*, anything, true",
    "*, '', true",
    "**, anything, true",
    "a*b*c, aXbYc, true",
    "a*b*c, abc, true",
    "a*b*c, acb, false",
    "a*b*c, aXbY, false",
    "*b*, abc, true",
    "*b*, ac, false",
    "ab*ba, aba, false",
    "ab*ba, abba, true",
    "*aab*, aaab, true",
    "*abab*abab*, ababab, false",
    "*abab*abab*, abababab, true",
    "exact, exact, true",
    "exact, exactly, false",
    "Exact, exact, false",
    "a.b, axb, false",
    "a?b, axb, false",
    "[a]*, '[a]x', true",
    "/health*, /healthz/live, true",
    "'', '', true",
    "'', a, false",
    "*/issues/*/events/*, https://x/issues/1/events/2, true",
    "*a, a*, false",
  })
  void star_standsForAnyText(String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void case_canBeIgnored() {
    assertThat(new Glob("Find_*ORD*s", true).matches("fIND_ORDERS")).isTrue();
    assertThat(new Glob("Find_*", false).matches("fIND_ORDERS")).isFalse();
    assertThat(new Glob("a")).isEqualTo(new Glob("a")).isNotEqualTo(new Glob("a", true));
  }

  @ParameterizedTest
  @CsvSource({"*, true", "**, true", "a*, false", "'', false", "*a*, false"})
  void everything_isAllStars(String pattern, boolean everything) {
    assertThat(new Glob(pattern).isEverything()).isEqualTo(everything);
  }

  @Test
  void hostileText_takesNoLongerThanAnyOther() {
    Glob glob = new Glob(("*" + "a".repeat(20) + "b").repeat(9) + "*");
    String text = "a".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(glob.matches(text)).isFalse());
  }
}
