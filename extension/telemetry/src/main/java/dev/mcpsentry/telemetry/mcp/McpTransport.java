package dev.mcpsentry.telemetry.mcp;

import org.jspecify.annotations.Nullable;

/** How messages travel. Attribute values by OpenTelemetry's "Recording MCP transport" (v1.41.1). */
public enum McpTransport {
  STDIO("stdio", "pipe", null),
  /** HTTP with server-sent events, protocol 2024-11-05. */
  SSE("sse", "tcp", "http"),
  /** Streamable or stateless HTTP. */
  HTTP("http", "tcp", "http"),
  /** No transport of the specification; some libraries have it. */
  WEBSOCKET("websocket", "tcp", "websocket");

  private final String label;
  private final String networkTransport;
  private final @Nullable String networkProtocol;

  McpTransport(String label, String networkTransport, @Nullable String networkProtocol) {
    this.label = label;
    this.networkTransport = networkTransport;
    this.networkProtocol = networkProtocol;
  }

  /** The value of {@code app.transport}. */
  public String label() {
    return label;
  }

  /** The value of {@code network.transport}. */
  public String networkTransport() {
    return networkTransport;
  }

  /** The value of {@code network.protocol.name}; null for stdio. */
  public @Nullable String networkProtocol() {
    return networkProtocol;
  }
}
