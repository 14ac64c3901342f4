package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTelemetryCheckTest {

  @ParameterizedTest
  @CsvSource({
    "OTEL_JAVAAGENT_ENABLED, false, FAIL, off",
    "OTEL_SDK_DISABLED, true, FAIL, off",
    "OTEL_CONFIG_FILE, nowhere.yaml, WARN, mcp_sentry",
    "OTEL_TRACES_SAMPLER, always_off, WARN, SENTRY_TRACES_SAMPLE_RATE",
    "SENTRY_TRACES_SAMPLE_RATE, 0.0, WARN, raise",
    "OTEL_PROPAGATORS, none, WARN, remove",
    "OTEL_TRACES_EXPORTER, 'otlp,console', WARN, stdio",
    "OTEL_METRICS_EXPORTER, experimental-otlp/stdout, WARN, stdio",
    "JAVA_TOOL_OPTIONS, -javaagent:x.jar, WARN, stdio"
  })
  void whatTakesSomethingAway_isTold(String name, String value, Level level, String remedy) {
    List<Finding> findings = findings(Map.of(name, value));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).level()).isEqualTo(level);
    assertThat(findings.get(0).text()).contains(name);
    assertThat(findings.get(0).remedy()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource({"mcp_sentry:, OK", "batch:, FAIL"})
  void fileThatConfiguresOpenTelemetry_hasToNameUs(
      String processor, Level level, @TempDir Path directory) throws IOException {
    String text = "tracer_provider:\n  processors:\n    - " + processor + "\n";
    Path file = Files.writeString(directory.resolve("otel.yaml"), text);

    assertThat(findings(Map.of("OTEL_CONFIG_FILE", file.toString())))
        .extracting(Finding::level)
        .containsExactly(level);
  }

  @Test
  void whatTakesNothingAway_isFine() {
    assertThat(
            findings(
                Map.of(
                    "OTEL_JAVAAGENT_ENABLED",
                    "true",
                    "OTEL_TRACES_SAMPLER",
                    "always_on",
                    "OTEL_TRACES_EXPORTER",
                    "otlp",
                    "SENTRY_TRACES_SAMPLE_RATE",
                    "nonsense")))
        .singleElement()
        .matches(finding -> finding.level() == Level.OK);
  }

  private static List<Finding> findings(Map<String, String> variables) {
    return new OpenTelemetryCheck(Said.by(variables)).findings();
  }
}
