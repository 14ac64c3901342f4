package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.mcpsentry.instrumentation.advice.Fields;
import dev.mcpsentry.telemetry.mcp.McpEndpoint;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a client's transport tells of the server, by its fields. What cannot be read is not known.
 */
final class ClientTransport {

  private ClientTransport() {}

  static McpSession session(Object transport) {
    return McpSession.ofClient(kind(transport.getClass().getSimpleName()), endpoint(transport));
  }

  /** The id the server gave, on streamable HTTP; null when there is none. */
  static @Nullable String sessionId(Object transport) {
    return Fields.read(transport, "mcpSessionId") instanceof AtomicReference<?> id
            && id.get() instanceof String known
        ? known
        : null;
  }

  /** By name, as the library's own and those of its integrations are called. */
  static McpTransport kind(String simpleName) {
    if (simpleName.contains("Stdio")) {
      return McpTransport.STDIO;
    }
    if (simpleName.contains("WebSocket")) {
      return McpTransport.WEBSOCKET;
    }
    // HttpMcpTransport is HTTP+SSE; since 1.4 there is StreamableHttpMcpTransport
    return simpleName.endsWith("HttpMcpTransport") && !simpleName.contains("Streamable")
        ? McpTransport.SSE
        : McpTransport.HTTP;
  }

  private static @Nullable McpEndpoint endpoint(Object transport) {
    Object known = Fields.read(transport, "url", "sseUrl");
    try {
      return known == null ? null : McpEndpoint.of(URI.create(known.toString()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
