package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.langchain4j.mcp.client.transport.McpTransport;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** The connection of every live transport. */
final class Connections {

  private final Map<McpTransport, Connection> connections =
      Collections.synchronizedMap(new WeakHashMap<>());

  Connection of(McpTransport transport) {
    return connections.computeIfAbsent(
        transport, unseen -> new Connection(ClientTransport.session(unseen)));
  }
}
