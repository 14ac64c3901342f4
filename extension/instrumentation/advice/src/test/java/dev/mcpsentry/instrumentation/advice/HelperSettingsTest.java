package dev.mcpsentry.instrumentation.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelperSettingsTest {

  private final List<String> complaints = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"1", "yes", "on"})
  void flagThatIsNeitherTrueNorFalse_isNamed(String value) {
    assertThat(HelperSettings.complaint(Settings.HASH_SESSION_ID, value))
        .isEqualTo(
            "OTEL_INSTRUMENTATION_MCP_HASH_SESSION_ID is not true or false: '%s'".formatted(value)
                + " (the agent's configuration file); using 'false'");
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

  @Test
  void whatTheFileAloneHas_isPublished() {
    assertThat(published(Settings.REDACT_KEYS, " Badge, iban,", null)).isEqualTo("Badge,iban");
    assertThat(published(Settings.CAPTURE_RESULTS, "TRUE", null)).isEqualTo("true");
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatHelpersSeeAnyway_staysAsItIs() {
    assertThat(published(Settings.CAPTURE_RESULTS, "true", "true")).isNull();
    assertThat(published(Settings.CAPTURE_RESULTS, null, null)).isNull();
    assertThat(published(Settings.CAPTURE_RESULTS, " ", null)).isNull();
  }

  @Test
  void wrongValue_isItsDefaultForHelpersToo() {
    assertThat(published(Settings.CAPTURE_ERROR_TEXT, "maybe", null)).isEqualTo("true");
    assertThat(complaints)
        .singleElement()
        .asString()
        .startsWith("OTEL_INSTRUMENTATION_MCP_CAPTURE_ERROR_TEXT is not true or false");
  }

  @Test
  void wrongRules_areNamedWithTheirPlace() {
    new HelperSettings(
            new SettingsReader(name -> "app.a = text:a; app.b = foo:b; app.name = text:c"),
            new SettingsReader(name -> null),
            new SettingsWriter((name, value) -> {}))
        .checkRules(complaints::add);
    assertThat(complaints)
        .containsExactly(
            "OTEL_INSTRUMENTATION_MCP_RULES, line 1, column 25: there is no source foo",
            "OTEL_INSTRUMENTATION_MCP_RULES, line 1, column 32: app.name is Sentry's own");
  }

  private String published(Setting<?> setting, String agent, String process) {
    Map<String, String> published = new HashMap<>();
    new HelperSettings(
            new SettingsReader(name -> agent),
            new SettingsReader(name -> process),
            new SettingsWriter(published::put))
        .publish(setting, complaints::add);
    return published.get(setting.property());
  }
}
