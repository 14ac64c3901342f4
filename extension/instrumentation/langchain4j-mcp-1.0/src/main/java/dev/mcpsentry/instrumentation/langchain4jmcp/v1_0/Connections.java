package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.mcpsentry.telemetry.WeakIdentityMap;

/** The connection of every live transport. */
final class Connections {

  private final WeakIdentityMap<McpTransport, Connection> connections = new WeakIdentityMap<>();

  Connection of(McpTransport transport) {
    return connections.computeIfAbsent(
        transport, unseen -> new Connection(ClientTransport.session(unseen)));
  }
}
