package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsCheckTest {

  @ParameterizedTest
  @CsvSource({
    "SENTRY_SAMPLE_RATE, SENTRY_TRACES_SAMPLE_RATE",
    "SENTRY_ENVIROMENT, SENTRY_ENVIRONMENT",
    "OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGS, OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS"
  })
  void misspelledVariable_warnsWithTheNearest(String name, String nearest) {
    List<Finding> findings = findings(Map.of(), Map.of(name, "planted"));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).level()).isEqualTo(Level.WARN);
    assertThat(findings.get(0).text()).contains(name);
    assertThat(findings.get(0).remedy()).endsWith(" " + nearest);
    assertThat(findings.toString()).doesNotContain("planted");
  }

  @Test
  void propertyInAnotherSpelling_warns() {
    assertThat(findings(Map.of("sentry.traces-samplerate", "1"), Map.of()))
        .singleElement()
        .extracting(Finding::remedy)
        .asString()
        .contains("SENTRY_TRACES_SAMPLE_RATE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SENTRY_DSN",
        "SENTRY_ENABLE_LOGS",
        "SENTRY_AUTH_TOKEN",
        "OTEL_INSTRUMENTATION_MCP_JAVA_SDK_ENABLED",
        "OTEL_INSTRUMENTATION_MCP_MICRONAUT_HTTP_ENABLED",
        "OTEL_INSTRUMENTATION_MCP_SPRING_AUTHORIZATION_SERVER_1_5_ENABLED",
        "OTEL_INSTRUMENTATION_JDBC_ENABLED",
        "PATH"
      })
  void whatSomebodyReads_isFine(String name) {
    assertThat(findings(Map.of(), Map.of(name, "x"))).isEmpty();
  }

  @Test
  void many_areToldInPart() {
    Map<String, String> many =
        IntStream.range(0, 1_000)
            .boxed()
            .collect(Collectors.toMap(i -> "SENTRY_X" + "y".repeat(100) + i, i -> ""));

    assertThat(findings(Map.of(), many)).hasSizeBetween(1, 20);
  }

  private static List<Finding> findings(
      Map<String, String> properties, Map<String, String> variables) {
    return new UnknownSettingsCheck(Said.by(properties, variables)).findings();
  }
}
