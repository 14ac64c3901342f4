package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCheckTest {

  @Test
  void rules_areRead() {
    List<Finding> findings = findings("OTEL_INSTRUMENTATION_MCP_RULES", "app.tier = env:TIER");

    assertThat(findings).singleElement().matches(finding -> finding.level() == Level.OK);
  }

  @Test
  void wrongRule_failsWithItsPlace() {
    List<Finding> findings =
        findings("OTEL_INSTRUMENTATION_MCP_RULES", "app.tier = env:TIER; app.x = nonsense:1");

    assertThat(findings).singleElement().matches(Finding::failed);
    assertThat(findings.get(0).text()).contains("OTEL_INSTRUMENTATION_MCP_RULES");
  }

  @Test
  void wrongSamplingRules_fail(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("sampling.yaml");
    Files.writeString(file, "rules:\n  - nonsense: 1\n");

    assertThat(findings("SENTRY_SAMPLING_RULES", file.toString())).anyMatch(Finding::failed);
    assertThat(findings("SENTRY_SAMPLING_RULES", directory.resolve("none").toString()))
        .anyMatch(Finding::failed);
  }

  @Test
  void noRules_areNoFinding() {
    assertThat(findings("SENTRY_DSN", "x")).isEmpty();
  }

  private static List<Finding> findings(String name, String value) {
    return new RulesCheck(Said.by(Map.of(name, value)), Said.REDACTION).findings();
  }
}
