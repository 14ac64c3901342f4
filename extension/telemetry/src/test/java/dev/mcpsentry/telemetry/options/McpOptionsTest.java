package dev.mcpsentry.telemetry.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.privacy.CaptureScope;
import dev.mcpsentry.telemetry.rule.Rules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class McpOptionsTest {

  @Test
  void nothingSet_recordsNothing() {
    assertThat(McpOptions.from(name -> null, name -> null)).isEqualTo(McpOptions.DEFAULT);
  }

  @Test
  void environment_isRead() {
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS", "true"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_CAPTURE_RESULTS", "TRUE"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_CAPTURE_TOOLS", "find_*, !pay"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_CAPTURE_KEYS", "!*.email"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_REDACT_KEYS", "Patient, iban ,"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_CAPTURE_LOG_MESSAGES", "true"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_CAPTURE_ERROR_TEXT", "false"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_HASH_SESSION_ID", "true"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_BAGGAGE_TARGETS", "Intern.example, *.corp"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_SERVER_MODES", "experimental"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_LOGS", "all"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_RULES", "app.tier = env:TIER"),
            Map.entry("OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS", "Referer"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_AGENTCAT_FIELDS", "true"),
            Map.entry("OTEL_INSTRUMENTATION_MCP_SESSION_TRACES", "true"));

    McpOptions options = McpOptions.from(name -> null, environment::get);

    assertThat(options)
        .isEqualTo(
            new McpOptions(
                true,
                true,
                CaptureScope.of(List.of("find_*", "!pay"), List.of("!*.email")),
                true,
                false,
                List.of("Patient", "iban"),
                true,
                List.of("intern.example", "*.corp"),
                List.of("experimental"),
                List.of("referer"),
                Routes.BUILT_IN,
                LogLines.ALL,
                new MappingOptions(true, true),
                Rules.of("app.tier = env:TIER", wrong -> {})));
  }

  @Test
  void systemProperty_winsOverEnvironment() {
    McpOptions options =
        McpOptions.from(
            Map.of("otel.instrumentation.mcp.capture-arguments", "false")::get,
            Map.of("OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS", "true")::get);

    assertThat(options.captureArguments()).isFalse();
  }

  @Test
  void anythingButTrue_isOff() {
    McpOptions options = McpOptions.from(name -> "yes", name -> null);

    assertThat(options.captureArguments()).isFalse();
  }

  @Test
  void catalogue_hasNoDuplicates() {
    assertThat(Settings.ALL).extracting(Setting::property).doesNotHaveDuplicates();
    assertThat(Settings.ALL).extracting(Setting::environmentVariable).doesNotHaveDuplicates();
  }
}
