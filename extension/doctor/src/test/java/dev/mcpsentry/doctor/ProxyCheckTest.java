package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyCheckTest {

  private static final String DSN = "https://0123456789abcdef@sentry.example/42";

  @Test
  void proxyThatWantsToKnowWhoAsks_failsWithItsSettings() {
    try (RawServer proxy = new RawServer(request -> RawServer.answer(407, ""))) {
      List<Finding> findings =
          Said.with(
              Map.of(
                  "SENTRY_DSN",
                  DSN,
                  "HTTPS_PROXY",
                  "http://somebody:planted-password@127.0.0.1:" + proxy.port()));

      Finding finding = Said.one(findings, "proxy");
      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.text()).contains("127.0.0.1:" + proxy.port()).contains("407");
      assertThat(finding.remedy()).contains("SENTRY_PROXY_USER");
      assertThat(proxy.requests().get(0).head())
          .startsWith("CONNECT sentry.example:443 ")
          .contains("Proxy-Authorization: Basic ");
      assertThat(findings.toString()).doesNotContain("planted").doesNotContain("somebody");
      assertThat(Said.of(findings, "dns")).as("what comes after").isEmpty();
    }
  }

  @Test
  void proxyOfSentrysOwnSettings_isUsedBeforeTheEnvironments() {
    try (RawServer proxy = new RawServer(request -> RawServer.answer(403, ""))) {
      Finding finding =
          Said.one(
              Said.with(
                  Map.of(
                      "SENTRY_DSN",
                      DSN,
                      "SENTRY_PROXY_HOST",
                      "127.0.0.1",
                      "SENTRY_PROXY_PORT",
                      Integer.toString(proxy.port()),
                      "https_proxy",
                      "http://127.0.0.1:1")),
              "proxy");

      assertThat(finding.text()).contains(":" + proxy.port()).contains("403");
    }
  }

  @Test
  void proxyOfPlainHttp_isSeenThroughTheEnvelope() {
    try (RawServer proxy = new RawServer(request -> RawServer.answer(407, ""))) {
      List<Finding> findings =
          Said.with(
              Map.of(
                  "SENTRY_DSN",
                  "http://0123456789abcdef@sentry.example/42",
                  "HTTP_PROXY",
                  "http://127.0.0.1:" + proxy.port()));

      assertThat(Said.one(findings, "proxy").level()).isEqualTo(Level.OK);
      assertThat(Said.one(findings, "dns").text()).contains("left to the proxy");
      Finding envelope = Said.one(findings, "envelope");
      assertThat(envelope.level()).isEqualTo(Level.FAIL);
      assertThat(envelope.remedy()).contains("SENTRY_PROXY_USER");
    }
  }

  @Test
  void deadProxy_fails() {
    Finding finding =
        Said.one(
            Said.with(Map.of("SENTRY_DSN", DSN, "HTTPS_PROXY", "http://127.0.0.1:1")), "proxy");

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.remedy()).contains("NO_PROXY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://u:planted-password@", "ftp://u:planted-password@127.0.0.1:2"})
  void proxyNobodyUnderstands_failsWithoutItsText(String address) {
    List<Finding> findings = Said.with(Map.of("SENTRY_DSN", DSN, "HTTPS_PROXY", address));

    assertThat(Said.one(findings, "proxy").level()).isEqualTo(Level.FAIL);
    assertThat(findings.toString()).doesNotContain("planted");
  }

  @Test
  void hostInNoProxy_needsNone() {
    try (RawServer server = RawServer.posts(RawServer.answer(200, ""))) {
      List<Finding> findings =
          Said.with(
              Map.of(
                  "SENTRY_DSN",
                  server.dsn(),
                  "HTTP_PROXY",
                  "http://127.0.0.1:1",
                  "NO_PROXY",
                  "127.0.0.1"));

      assertThat(Said.one(findings, "proxy").text()).isEqualTo("none");
    }
  }
}
