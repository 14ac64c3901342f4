package dev.mcpsentry.sentry.internal.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.sampling.SegmentRoot.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveRatesTest {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long BEGIN = -7 * MINUTE;

  private final List<String> lines = new ArrayList<>();
  private final AdaptiveRates rates =
      new AdaptiveRates(name -> name.replace("secret", "***"), lines::add, BEGIN);

  @Test
  void nameThatIsNeitherFrequentNorFails_keepsItsRate() {
    for (int minute = 0; minute < 20; minute++) {
      assertThat(ended("call", 50, minute)).isEqualTo(0.5);
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void whatFails_isKeptWholeUntilItHasHealed() {
    ended("call", 60, 0);
    assertThat(failed("call", 1, 0)).as("1 of 61").isEqualTo(1);
    assertThat(lines)
        .containsExactly(
            "adaptive sampling: call fails, 1 of 61 failed in 5 minutes: all of it is kept");
    for (int minute = 1; minute <= 5; minute++) {
      assertThat(ended("call", 5, minute)).isEqualTo(1);
    }
    assertThat(ended("call", 5, 6)).isEqualTo(0.5);
    assertThat(lines)
        .hasSize(2)
        .element(1)
        .isEqualTo(
            "adaptive sampling: call is well, 0 of 25 failed in 5 minutes: its own rate counts"
                + " again");
  }

  @Test
  void onePercent_isStillWell() {
    ended("call", 49, 0);
    ended("call", 50, 1);
    assertThat(failed("call", 1, 1)).as("1 of 100").isEqualTo(0.5);
    assertThat(failed("call", 1, 1)).as("2 of 101").isEqualTo(1);
  }

  @Test
  void failures_concernTheirNameAlone() {
    failed("bad", 1, 0);
    assertThat(ended("good", 1, 0)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({"60, 1", "61, 2", "120, 2", "121, 4", "1000, 32", "3840, 64", "100000, 64"})
  void whatIsDull_isHalvedUntilAboutSixtyAMinuteAreLeft(int aMinute, int divisor) {
    ended("call", aMinute, 0);
    assertThat(ended("call", 1, 1)).isEqualTo(0.5 / divisor);
    if (divisor > 1) {
      assertThat(lines)
          .containsExactly(
              "adaptive sampling: call is dull, 0 of %d failed in 5 minutes: 1 of %d is kept"
                  .formatted(aMinute, divisor));
    }
  }

  @Test
  void shareOnceChosen_staysWhileItIsAboutRight() {
    for (int minute = 0; minute < 20; minute++) {
      ended("call", minute % 2 == 0 ? 110 : 140, minute);
    }
    assertThat(lines).hasSize(1);
  }

  @Test
  void whatIsDullAndFails_isKeptWholeAtOnce() {
    ended("call", 1_000, 0);
    assertThat(ended("call", 1_000, 1)).isEqualTo(0.5 / 32);
    failed("call", 20, 1);
    assertThat(failed("call", 1, 1)).isEqualTo(1);
  }

  @Test
  void callsThatAreOpen_areNotCounted() {
    ended("call", 61, 0);
    for (int i = 0; i < 1_000; i++) {
      rates.rate("call", 0.5, Outcome.OPEN, BEGIN);
    }
    assertThat(ended("call", 1, 1)).isEqualTo(0.25);
  }

  @Test
  void longPause_forgetsEverything() {
    failed("call", 1, 0);
    ended("other", 1, 1_000);
    assertThat(lines).hasSize(2).element(1).asString().contains("call is well, 0 of 0");
  }

  @Test
  void namesWithoutEnd_shareOne() {
    for (int i = 0; i < 10_000; i++) {
      rates.rate("GET /" + i, 0.5, Outcome.FINE, BEGIN);
    }
    assertThat(ended("GET /again", 1, 1)).as("thinned with the others").isLessThan(0.5);
    assertThat(lines)
        .containsExactly(
            "adaptive sampling: whatever else there is is dull, 0 of 9500 failed in 5 minutes:"
                + " 1 of 64 is kept");
  }

  @Test
  void namesNobodyAsksForAnyMore_makeRoom() {
    for (int i = 0; i < AdaptiveRates.MAX_NAMES; i++) {
      rates.rate("GET /" + i, 0.5, Outcome.FINE, BEGIN);
    }
    ended("call", 1, 10);
    assertThat(failed("call", 1, 10)).isEqualTo(1);
    assertThat(ended("other", 1, 10)).isEqualTo(0.5);
  }

  @Test
  void lines_areBoundedAndRedacted() {
    for (int i = 0; i < 100; i++) {
      failed("secret" + i, 1, 0);
    }
    ended("x", 1, 1);
    assertThat(lines)
        .hasSize(AdaptiveRates.LINES_A_MINUTE + 1)
        .noneMatch(line -> line.contains("secret"))
        .contains("adaptive sampling: 90 more changes in the last minute");
    lines.clear();
    failed("y".repeat(10_000), 1, 2);
    assertThat(lines.get(0)).hasSizeLessThan(400);
  }

  private double ended(String name, int times, int minute) {
    return rate(name, times, minute, Outcome.FINE);
  }

  private double failed(String name, int times, int minute) {
    return rate(name, times, minute, Outcome.FAILED);
  }

  /** The last of so many. */
  private double rate(String name, int times, int minute, Outcome outcome) {
    double rate = 0;
    for (int i = 0; i < times; i++) {
      rate = rates.rate(name, 0.5, outcome, BEGIN + minute * MINUTE + i);
    }
    return rate;
  }
}
