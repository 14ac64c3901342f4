package dev.mcpsentry.instrumentation.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.options.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelperSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"1", "yes", "on"})
  void flagThatIsNeitherTrueNorFalse_isNamed(String value) {
    assertThat(HelperSettings.complaint(Settings.HASH_SESSION_ID, value))
        .isEqualTo(
            "OTEL_INSTRUMENTATION_MCP_HASH_SESSION_ID is not true or false: '%s'; using 'false'"
                .formatted(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "FALSE", " true ", ""})
  void flag_mayBeWrittenInAnyCase(String value) {
    assertThat(HelperSettings.complaint(Settings.HASH_SESSION_ID, value)).isNull();
  }

  @Test
  void text_mayBeAnything() {
    assertThat(HelperSettings.complaint(Settings.REDACT_KEYS, "1")).isNull();
  }
}
