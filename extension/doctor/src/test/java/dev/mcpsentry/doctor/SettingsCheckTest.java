package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.doctor.Surroundings.Layer;
import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  @Test
  void everySetting_isThereOnceWithItsValue() {
    String report = new Report(findings(Said.by(Map.of("SENTRY_ENVIRONMENT", "staging")))).text();

    for (Setting<?> setting : Settings.ALL) {
      assertThat(report).containsOnlyOnce(" " + setting.environmentVariable() + "=");
    }
    assertThat(report)
        .contains("SENTRY_ENVIRONMENT=staging (environment)")
        .contains("SENTRY_SAME_ISSUES_PER_MINUTE=10");
  }

  @Test
  void places_winInTheAgentsOrder(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("agent.properties");
    Files.writeString(file, "sentry.dist=file\nsentry.environment=file\nsentry.release=file\n");
    Surroundings said =
        Said.by(
            Map.of(
                "sentry.environment",
                "property",
                "otel.javaagent.configuration-file",
                file.toString()),
            Map.of("SENTRY_ENVIRONMENT", "variable", "SENTRY_RELEASE", "variable"));

    assertThat(findings(said))
        .extracting(Finding::text)
        .contains(
            "SENTRY_ENVIRONMENT=property (system property)",
            "SENTRY_RELEASE=variable (environment)",
            "SENTRY_DIST=file (configuration file)");
  }

  @Test
  void processThatIsLookedAt_winsOverThisOne() {
    Surroundings said =
        new Surroundings(
            List.of(
                Layer.of("process 7's ", Map.of(), Map.of("SENTRY_ENVIRONMENT", "theirs")),
                Layer.of("", Map.of("sentry.environment", "ours", "sentry.dist", "1"), Map.of())));

    assertThat(findings(said))
        .extracting(Finding::text)
        .contains(
            "SENTRY_ENVIRONMENT=theirs (process 7's environment)",
            "SENTRY_DIST=1 (system property)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SENTRY_TRACES_SAMPLE_RATE | 2.0    | a number from 0.0 to 1.0
          SENTRY_DEBUG              | yes    | true or false
          SENTRY_SESSION_MODE       | always | request or application
          SENTRY_PROXY_PORT         | 99999  | a number from 1 to 65535
          SENTRY_SAMPLING           | mcp=2  | mcp, noise
          """)
  void wrongValue_fails(String variable, String value, String expected) {
    List<Finding> failed =
        findings(Said.by(Map.of(variable, value))).stream().filter(Finding::failed).toList();

    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).text()).contains(variable + "=" + value).contains(expected);
    assertThat(failed.get(0).remedy()).contains("docs/configuration.md");
  }

  @Test
  void secrets_areNotShown() {
    String planted = "planted-0123456789";
    String report =
        new Report(
                findings(
                    Said.by(
                        Map.of(
                            "SENTRY_DSN",
                            "https://%s:%s@sentry.example/1".formatted("k" + planted, planted),
                            "SENTRY_PROXY_USER",
                            planted,
                            "SENTRY_PROXY_PASS",
                            planted,
                            "SENTRY_PROXY_HOST",
                            "http://u:" + planted + "@proxy",
                            "SENTRY_TAGS",
                            "team:" + planted + "," + planted,
                            "OTEL_INSTRUMENTATION_MCP_RULES",
                            "app.x = text:\"password=" + planted + "\""))))
            .json();

    assertThat(report).doesNotContain(planted).contains("team:...").contains("kpla...");
  }

  @Test
  void malformedDsn_isNotShownAtAll() {
    assertThat(findings(Said.by(Map.of("SENTRY_DSN", "planted-key@nowhere"))).toString())
        .doesNotContain("planted");
  }

  private static List<Finding> findings(Surroundings said) {
    return new SettingsCheck(said, Said.REDACTION).findings();
  }
}
