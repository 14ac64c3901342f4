package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.GlobalOpenTelemetry;

/**
 * What all hooks of one class loader share. When it cannot be made, that is said, once since a
 * class is initialised once; every hook then fails before it has done anything, and is suppressed.
 */
final class SdkTelemetry {

  static final StderrLog LOG = new StderrLog();
  static final Sessions SESSIONS = new Sessions();
  static final UserMark USER = UserMark.fromProcess();
  static final McpTelemetry TELEMETRY = telemetry();

  private SdkTelemetry() {}

  private static McpTelemetry telemetry() {
    try {
      return new McpTelemetry(
          GlobalOpenTelemetry.get(), "dev.mcpsentry.mcp-java-sdk-0.8", McpOptions.fromProcess());
    } catch (Throwable problem) {
      LOG.line("MCP Java SDK: monitoring could not start and stays off: " + problem);
      throw problem;
    }
  }
}
