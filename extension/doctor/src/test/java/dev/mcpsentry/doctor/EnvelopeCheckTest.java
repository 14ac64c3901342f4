package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against servers on loopback: what each answer is said to mean. */
class EnvelopeCheckTest {

  @Test
  void takenEnvelope_isOkAndHoldsOneReportOfNothing() throws IOException {
    try (RawServer server = RawServer.posts(RawServer.answer(200, ""))) {
      Finding finding = Said.one(Said.toDsn(server.dsn()), "envelope");

      assertThat(finding.level()).isEqualTo(Level.OK);
      assertThat(finding.text()).contains("project 42").contains("answered 200");
      List<RawServer.Request> posts =
          server.requests().stream().filter(RawServer.Request::isPost).toList();
      assertThat(posts).hasSize(1);
      assertThat(posts.get(0).head())
          .startsWith("POST /api/42/envelope/ HTTP/1.1\r\n")
          .contains("Content-Encoding: gzip")
          .contains("sentry_key=0123456789abcdef");
      String envelope =
          new String(
              new GZIPInputStream(new ByteArrayInputStream(posts.get(0).body())).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(envelope.lines())
          .hasSize(3)
          .element(1)
          .asString()
          .contains("\"type\":\"client_report\"");
      assertThat(envelope).contains("\"discarded_events\":[]").doesNotContain("0000-00-00");
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          301, redirects
          307, redirects
          400, something between
          401, key and project
          403, key and project
          404, host
          413, client_max_body_size
          429, quota
          418, may not be Sentry
          500, try again later
          503, try again later
          """)
  void refusedEnvelope_failsWithItsRemedy(int status, String remedy) {
    try (RawServer server = RawServer.posts(RawServer.answer(status, ""))) {
      Finding finding = Said.one(Said.toDsn(server.dsn()), "envelope");

      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.text()).contains("answered " + status);
      assertThat(finding.remedy()).contains(remedy);
    }
  }

  @Test
  void redirect_isToldWithItsHostAlone() {
    String location = "Location: https://elsewhere.example/api/1/?sentry_key=topsecret\r\n";
    try (RawServer server = RawServer.posts(RawServer.answer(302, location))) {
      Finding finding = Said.one(Said.toDsn(server.dsn()), "envelope");

      assertThat(finding.remedy()).contains("elsewhere.example").doesNotContain("topsecret");
    }
  }

  @Test
  void rateLimit_isToldWithCategoriesAndSeconds() {
    String limits = "X-Sentry-Rate-Limits: 60:transaction;span:key, 2700::organization\r\n";
    try (RawServer server = RawServer.posts(RawServer.answer(429, limits))) {
      Finding finding = Said.one(Said.toDsn(server.dsn()), "envelope");

      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.text())
          .contains("no transaction, span for 60 s")
          .contains("no everything for 2700 s");
    }
  }

  @Test
  void rateLimitOnSomethingTaken_warns() {
    String limits = "X-Sentry-Rate-Limits: 60:error:key\r\n";
    try (RawServer server = RawServer.posts(RawServer.answer(200, limits))) {
      assertThat(Said.one(Said.toDsn(server.dsn()), "envelope").level()).isEqualTo(Level.WARN);
    }
  }

  @Test
  void whatTheServerSays_isToldWithoutSecretsAndControls() {
    String error =
        "X-Sentry-Error: no \u001b[31m token=ghp_0123456789abcdefghijABCDEFGHIJ012345\r\n";
    try (RawServer server = RawServer.posts(RawServer.answer(403, error))) {
      Finding finding = Said.one(Said.toDsn(server.dsn()), "envelope");

      assertThat(finding.text())
          .contains("X-Sentry-Error: no")
          .doesNotContain("ghp_")
          .doesNotContain("\u001b");
    }
  }

  @Test
  void silence_failsAfterTheTimeout() {
    try (RawServer server = new RawServer(request -> RawServer.SILENCE)) {
      Finding finding =
          Said.one(
              Said.with(Map.of("SENTRY_DSN", server.dsn()), Duration.ofMillis(300)), "envelope");

      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.text()).containsIgnoringCase("timed out");
      assertThat(finding.remedy()).contains("firewall");
    }
  }

  @Test
  void answerWithoutEnd_failsToo() {
    // each header comes before its wait is over
    try (RawServer server = RawServer.dripping()) {
      List<Finding> findings =
          Said.with(Map.of("SENTRY_DSN", server.dsn()), Duration.ofMillis(300));

      Finding finding = Said.one(findings, "envelope");
      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.text()).contains("no answer within");
      assertThat(Said.of(findings, "clock")).isEmpty();
    }
  }

  @Test
  void somethingElseThanHttp_fails() {
    try (RawServer server = new RawServer(request -> "SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
      Finding finding = Said.one(Said.toDsn(server.dsn()), "envelope");

      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.text()).contains("HTTP");
    }
  }

  @Test
  void deadServer_failsWhereNobodyListens() {
    String dsn;
    try (RawServer server = RawServer.posts("")) {
      dsn = server.dsn();
    }
    List<Finding> findings = Said.toDsn(dsn);

    Finding finding = Said.one(findings, "connect");
    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.remedy()).contains("nobody listens");
    assertThat(Said.of(findings, "envelope")).as("what cannot be asked").isEmpty();
  }

  @Test
  void unknownHost_failsAtItsName() {
    List<Finding> findings = Said.toDsn("https://0123456789abcdef@doctor.invalid/42");

    Finding finding = Said.one(findings, "dns");
    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.text()).contains("doctor.invalid");
    assertThat(Said.of(findings, "connect")).isEmpty();
  }
}
