package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {

  @ParameterizedTest
  @CsvSource({"0, OK", "-20, OK", "-150, WARN", "150, WARN", "-900, FAIL", "900, FAIL"})
  void clock_isComparedWithTheServers(long seconds, Level level) {
    try (RawServer server =
        RawServer.posts(RawServer.answer(200, "Date: " + in(seconds) + "\r\n"))) {
      Finding finding = Said.one(Said.toDsn(server.dsn()), "clock");

      assertThat(finding.level()).as(finding.text()).isEqualTo(level);
      if (level != Level.OK) {
        assertThat(finding.text()).contains(seconds > 0 ? "behind" : "ahead of");
        assertThat(finding.remedy()).contains("NTP");
      }
    }
  }

  @Test
  void refusal_saysWhatTimeItIsToo() {
    try (RawServer server = RawServer.posts(RawServer.answer(403, "Date: " + in(900) + "\r\n"))) {
      assertThat(Said.one(Said.toDsn(server.dsn()), "clock").level()).isEqualTo(Level.FAIL);
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "Date: yesterday", "Date: Tue, 99 Foo 2026 99:99:99 GMT"})
  void serverWithoutTime_isNoProblem(String header) {
    String line = header.isEmpty() ? "" : header + "\r\n";
    try (RawServer server = RawServer.posts(RawServer.answer(200, line))) {
      assertThat(Said.one(Said.toDsn(server.dsn()), "clock").level()).isEqualTo(Level.OK);
    }
  }

  private static String in(long seconds) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
  }
}
