package dev.mcpsentry.telemetry.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OauthClientTest {

  @ParameterizedTest
  @CsvSource({
    "https://client.example/metadata.json, cimd",
    "HTTPS://client.example/metadata.json, cimd",
    "http://client.example/metadata.json, unknown",
    "6f1c0a5e-opaque, dcr",
    "an id with spaces, dcr",
    "' ', unknown",
    ", unknown"
  })
  void idSaysHowTheClientCameToBeKnown(@Nullable String id, String method) {
    assertThat(new OauthClient(id, null, null).registrationMethod()).isEqualTo(method);
  }

  @Test
  void productInTheUserAgent_winsOverTheName_anHttpLibraryDoesNot() {
    assertThat(new OauthClient("1", "Claude Code", "cursor/2").family()).isEqualTo("cursor");
    assertThat(new OauthClient("1", "Claude Code", "Java-http-client/17").family())
        .isEqualTo("claude-code");
    assertThat(new OauthClient("1", null, "Java-http-client/17").family())
        .isEqualTo("java-http-client");
    assertThat(new OauthClient("1", "Claude Code", "cursor/2").familyByName())
        .isEqualTo("claude-code");
  }
}
