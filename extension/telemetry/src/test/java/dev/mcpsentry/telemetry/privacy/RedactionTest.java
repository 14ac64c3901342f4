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
        "Patient"
      })
  void tellingKeys_areSecret(String key) {
    assertThat(redaction.isSecretKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "query", "city", "patients", "count", "path"})
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
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----"
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
        .isEqualTo("{\"api_key\": [Filtered], \"city\": \"Graz\"}");
  }

  @Test
  void ordinaryText_isTheSameInstance() {
    String text = "order 1795255093286 of 12 items at 09:58 failed";
    assertThat(redaction.text(text)).isSameAs(text);
  }

  @Test
  void hugeHostileText_isHandled() {
    String hostile = "password".repeat(20_000) + "=" + "\"".repeat(20_000);
    assertThat(redaction.text(hostile, 4096)).hasSizeLessThanOrEqualTo(4096);
  }
}
