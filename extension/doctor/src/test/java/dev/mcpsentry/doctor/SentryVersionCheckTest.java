package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentryVersionCheckTest {

  @Test
  void oldSelfHosted_isToldWhatItDoesNotUnderstand() {
    try (RawServer server = ofVersion("23.10.1")) {
      List<Finding> findings =
          Said.of(
              Said.with(Map.of("SENTRY_DSN", server.dsn(), "SENTRY_MCP_OLDER_NAMES", "false")),
              "sentry");

      assertThat(findings).hasSize(4).allMatch(finding -> finding.level() == Level.WARN);
      assertThat(findings)
          .extracting(Finding::remedy)
          .anyMatch(remedy -> remedy.contains("SENTRY_TRACE_LIFECYCLE=static"))
          .anyMatch(remedy -> remedy.contains("SENTRY_MCP_OLDER_NAMES"))
          .anyMatch(remedy -> remedy.contains("SENTRY_METRICS_ENABLED"));
    }
  }

  @Test
  void settingsForAnOldOne_areFine() {
    try (RawServer server = ofVersion("24.8.0")) {
      assertThat(
              Said.one(
                      Said.with(
                          Map.of(
                              "SENTRY_DSN",
                              server.dsn(),
                              "SENTRY_TRACE_LIFECYCLE",
                              "static",
                              "SENTRY_METRICS_ENABLED",
                              "false")),
                      "sentry")
                  .text())
          .isEqualTo("self-hosted, version 24.8.0");
    }
  }

  @Test
  void currentOne_isFine() {
    try (RawServer server = ofVersion("26.9.0")) {
      assertThat(Said.one(Said.toDsn(server.dsn()), "sentry").level()).isEqualTo(Level.OK);
    }
  }

  @Test
  void versionThatIsNotTold_isNoFinding() {
    for (String page : List.of("", "not json", "{\"version\":7}", "[".repeat(10_000))) {
      try (RawServer server = new RawServer(request -> page(request, page))) {
        Finding finding = Said.one(Said.toDsn(server.dsn()), "sentry");

        assertThat(finding.level()).isEqualTo(Level.OK);
        assertThat(finding.text()).contains("does not tell its version").contains("well");
      }
    }
  }

  private static RawServer ofVersion(String version) {
    return new RawServer(
        request -> page(request, "{\"version\":{\"current\":\"" + version + "\"}}"));
  }

  private static String page(RawServer.Request request, String config) {
    if (request.isPost()) {
      return RawServer.answer(200, "");
    }
    String body = request.head().startsWith("GET /_health/ ") ? "ok" : config;
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
