package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.testing.BrokenStart;
import org.junit.jupiter.api.Test;

class SdkTelemetryTest {

  @Test
  void telemetryThatCannotStart_isSaidOnce() throws InterruptedException {
    assertThat(BrokenStart.said(SdkTelemetry.class.getName(), McpOptions.class.getName(), 3))
        .singleElement()
        .asString()
        .startsWith("[mcp-sentry] MCP Java SDK: monitoring could not start and stays off: ");
  }
}
