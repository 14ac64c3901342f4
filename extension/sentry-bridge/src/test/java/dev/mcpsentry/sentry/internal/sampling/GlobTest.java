package dev.mcpsentry.sentry.internal.sampling;

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
  })
  void star_standsForAnyText(String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void hostileText_takesNoLongerThanAnyOther() {
    Glob glob = new Glob(("*" + "a".repeat(20) + "b").repeat(9) + "*");
    String text = "a".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(glob.matches(text)).isFalse());
  }
}
