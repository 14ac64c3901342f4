package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.GlobalOpenTelemetry;

/** What all hooks of one class loader share. */
final class SdkTelemetry {

  static final StderrLog LOG = new StderrLog();
  static final Sessions SESSIONS = new Sessions();
  static final McpTelemetry TELEMETRY =
      new McpTelemetry(
          GlobalOpenTelemetry.get(), "dev.mcpsentry.mcp-java-sdk-0.8", McpOptions.fromProcess());

  private SdkTelemetry() {}
}
