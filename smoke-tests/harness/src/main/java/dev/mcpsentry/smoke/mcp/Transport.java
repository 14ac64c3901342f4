package dev.mcpsentry.smoke.mcp;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.util.Locale;
import java.util.Map;

/** How a client reaches a server. */
public enum Transport {
  STDIO("stdio", "2024-11-05"),
  SSE("sse", "2024-11-05"),
  STREAMABLE("http", "2025-03-26"),
  STATELESS("http", "2025-03-26");

  private final String sentryName;
  private final String protocolVersion;

  Transport(String sentryName, String protocolVersion) {
    this.sentryName = sentryName;
    this.protocolVersion = protocolVersion;
  }

  /** The value of {@code mcp.transport}. */
  public String sentryName() {
    return sentryName;
  }

  /** The oldest revision every server with this transport speaks. */
  public String protocolVersion() {
    return protocolVersion;
  }

  /** The word on a demo program's command line. */
  public String argument() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Connects to a child that is ready on a port, or on its stdin. */
  public McpClient connect(ChildJvm child, int port, Map<String, String> headers) {
    return switch (this) {
      case STDIO -> McpClient.stdio(child);
      case SSE -> McpClient.sse(port, headers);
      case STREAMABLE, STATELESS -> McpClient.http(port, headers);
    };
  }
}
