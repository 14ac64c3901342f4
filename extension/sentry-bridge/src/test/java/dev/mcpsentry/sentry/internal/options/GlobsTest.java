package dev.mcpsentry.sentry.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          com.acme.Busy | com.acme.Busy      | true
          com.acme.Busy | com.acme.BusyToo   | false
          com.acme.Busy | xcom.acme.Busy     | false
          com.acme.*    | com.acme.Busy      | true
          com.acme.*    | com.acme           | false
          com.acme.*    | comXacme.Busy      | false
          *Exception    | IOException        | true
          *Exception    | ExceptionX         | false
          *a*           | bab                | true
          ab*ba         | aba                | false
          ab*ba         | abba               | true
          a*b*c         | aXbYbZc            | true
          a*b*c         | acb                | false
          *             | ''                 | true
          **            | anything           | true
          [a-z]+        | abc                | false
          (x+x+)+y      | (x+x+)+y           | true
          """)
  void star_standsForAnyCharacters(String pattern, String text, boolean matches) {
    assertThat(Globs.of(List.of(pattern)).match(text)).isEqualTo(matches);
  }

  @Test
  void oneOfThem_isEnoughAndNullIsNone() {
    assertThat(Globs.of(List.of("a", "b*")).match("bc")).isTrue();
    assertThat(Globs.of(List.of("*")).match(null)).isFalse();
    assertThat(Globs.NONE.match("")).isFalse();
  }

  @Test
  void regularExpressionsAnything_isAStarInTexts() {
    assertThat(Globs.ofTexts(List.of("Another .*")).match("Another one")).isTrue();
    assertThat(Globs.of(List.of("com.*")).match("comX")).isFalse();
  }

  @Test
  void hostilePatterns_takeNoTime() {
    String text = "a".repeat(8_192);
    Globs globs =
        Globs.of(
            List.of("*a*a*a*a*a*a*a*a*a*a*b", "*a".repeat(2_000) + "*b", "*".repeat(4_000) + "b"));
    // a pattern that tries again takes longer than anybody waits
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(globs.match(text)).isFalse());
  }
}
