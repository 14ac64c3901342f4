package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DsnCheckTest {

  @Test
  void dsn_isToldWithFourCharactersOfItsKey() {
    Finding finding = finding("https://0123456789abcdef@o1.ingest.sentry.io/2");

    assertThat(finding.level()).isEqualTo(Level.OK);
    assertThat(finding.text())
        .isEqualTo("https://o1.ingest.sentry.io/, project 2, key 0123...")
        .doesNotContain("01234");
  }

  @Test
  void missingDsn_fails() {
    Finding finding = new DsnCheck(Said.by(Map.of())).findings().get(0);

    assertThat(finding.failed()).isTrue();
    assertThat(finding.remedy()).contains("Client Keys");
  }

  @ParameterizedTest
  @CsvSource({
    "planted@sentry.example/1, https://",
    "https://sentry.example/1, public key",
    "https://planted@sentry.example, project",
    "https://planted@sentry.example:x/1, port"
  })
  void malformedDsn_failsWithoutItsKey(String dsn, String why) {
    Finding finding = finding(dsn);

    assertThat(finding.failed()).isTrue();
    assertThat(finding.text()).contains(why).doesNotContain("planted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://0123456789:planted@sentry.example/1", "http://01234567@sentry.example/1"})
  void dsnThatTellsTooMuch_warns(String dsn) {
    assertThat(finding(dsn).level()).isEqualTo(Level.WARN);
    assertThat(finding(dsn).toString()).doesNotContain("planted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://k@localhost:9000/1", "http://k@[::1]:9000/1", "http://k@127.0.0.1/1"})
  void plainHttpOnThisMachine_isFine(String dsn) {
    assertThat(finding(dsn).level()).isEqualTo(Level.OK);
  }

  private static Finding finding(String dsn) {
    return new DsnCheck(Said.by(Map.of("SENTRY_DSN", dsn))).findings().get(0);
  }
}
