package dev.mcpsentry.telemetry.mcp;

/** Which end of a session this process is. Both ends send requests and receive them. */
public enum McpRole {
  CLIENT("client"),
  SERVER("server");

  private final String label;

  McpRole(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  McpRole peer() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
