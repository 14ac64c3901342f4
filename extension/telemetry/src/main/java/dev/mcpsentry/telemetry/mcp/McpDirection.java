package dev.mcpsentry.telemetry.mcp;

import io.opentelemetry.api.trace.SpanKind;

/**
 * Whether a message comes in or goes out. By the OpenTelemetry MCP conventions v1.41.1 whoever
 * sends reports as a client and whoever receives as a server, whichever end of the session it is.
 */
public enum McpDirection {
  RECEIVED(SpanKind.SERVER),
  SENT(SpanKind.CLIENT);

  private final SpanKind spanKind;

  McpDirection(SpanKind spanKind) {
    this.spanKind = spanKind;
  }

  SpanKind spanKind() {
    return spanKind;
  }
}
