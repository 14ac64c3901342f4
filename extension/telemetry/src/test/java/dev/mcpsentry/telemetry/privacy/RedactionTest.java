package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private final Redaction redaction = new Redaction(List.of("patient"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "userPassword",
        "api_key",
        "X-Api-Key",
        "apiKey",
        "client_secret",
        "accessToken",
        "Authorization",
        "Set-Cookie",
        "patient",
        "Patient",
        "private key",
        "x-api key",
        "userJwt",
        "ssn"
      })
  void tellingKeys_areSecret(String key) {
    assertThat(redaction.isSecretKey(key)).isTrue();
  }

  @Test
  void whatIsRemembered_changesNothing() {
    // of one hash code
    List<String> texts = List.of("Aa=1", "BB=1", "password=Aa", "password=BB", "patient=AaBB");
    for (int i = 0; i < 3; i++) {
      assertThat(texts.stream().map(redaction::text))
          .containsExactly(
              "Aa=1", "BB=1", "password=[Filtered]", "password=[Filtered]", "patient=[Filtered]");
      assertThat(redaction.text("plain text", 5)).isEqualTo("plain");
      assertThat(redaction.text("plain text")).isEqualTo("plain text");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text", "query", "city", "patience", "count", "path", "className", "ssnake"})
  void plainKeys_areNot(String key) {
    assertThat(redaction.isSecretKey(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer abcdefghijklmnop",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_abcdefghijklmnopqrstuvwx",
        "sk-abcdefghijklmnop",
        "4111 1111 1111 1111",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMII\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQ-VYB\n-----END PGP PRIVATE KEY BLOCK-----"
      })
  void tellingValues_areMaskedInsideText(String secret) {
    assertThat(redaction.text("before " + secret + " after"))
        .isEqualTo("before " + Redaction.MASK + " after");
  }

  @Test
  void credentialsInUrls_areMasked() {
    assertThat(redaction.text("jdbc://joe:hunter2@db/x")).isEqualTo("jdbc://[Filtered]@db/x");
  }

  @Test
  void assignments_loseTheirValue() {
    assertThat(redaction.text("login failed: password=hunter2, user=joe"))
        .isEqualTo("login failed: password=[Filtered], user=joe");
    assertThat(redaction.text("{\"api_key\": \"abc def\", \"city\": \"Graz\"}"))
        .isEqualTo("{\"api_key\": \"[Filtered]\", \"city\": \"Graz\"}");
  }

  @Test
  void assignmentsWithEscapes_loseAllOfTheirValue() {
    assertThat(redaction.text("{\"password\":\"a\\\"bcd\",\"city\":\"Graz\"}"))
        .isEqualTo("{\"password\":\"[Filtered]\",\"city\":\"Graz\"}");
    assertThat(redaction.text("{\\\"password\\\":\\\"hunter2\\\"}"))
        .isEqualTo("{\\\"password\\\":\\\"[Filtered]\\\"}");
    assertThat(redaction.text("Authorization: Token abcdef123"))
        .isEqualTo("Authorization: [Filtered]");
  }

  @Test
  void parametersOfAddresses_areMaskedByTheirNames() {
    assertThat(redaction.url("https://h/mcp/message?sessionId=8f1c&patient=joe&page=2", 1000))
        .isEqualTo("https://h/mcp/message?sessionId=[Filtered]&patient=[Filtered]&page=2");
    assertThat(redaction.url("sessionId=8f1c&page=2", 1000))
        .isEqualTo("sessionId=[Filtered]&page=2");
    assertThat(redaction.url("/shop;jsessionid=ABC?page=2", 1000))
        .isEqualTo("/shop;jsessionid=[Filtered]?page=2");
  }

  @Test
  void ordinaryText_isTheSameInstance() {
    String text = "order 1795255093286 of 12 items at 1795255093286123, className=Foo, failed";
    assertThat(redaction.text(text)).isSameAs(text);
  }

  @Test
  void hugeHostileText_isHandled() {
    String hostile = "password".repeat(20_000) + "=" + "\"".repeat(20_000);
    assertThat(redaction.text(hostile, 4096)).hasSizeLessThanOrEqualTo(4096);
  }
}
