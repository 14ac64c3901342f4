package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.instrumentation.advice.Fields;
import dev.mcpsentry.telemetry.mcp.McpEndpoint;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a client's transport tells of the server. Transports have no accessors for it, and those on
 * WebClient keep no URL at all; what cannot be read is not known.
 */
final class ClientTransport {

  private ClientTransport() {}

  static McpSession session(Object transport) {
    return McpSession.ofClient(kind(transport.getClass()), endpoint(transport));
  }

  /** The id the server gave, on streamable HTTP; null when there is none. */
  static @Nullable String sessionId(Object transport) {
    Object active = Fields.read(transport, "activeSession");
    Object session = active instanceof AtomicReference<?> reference ? reference.get() : null;
    if (session == null) {
      return null;
    }
    try {
      Method id = session.getClass().getMethod("sessionId");
      id.setAccessible(true);
      return id.invoke(session) instanceof Optional<?> known && known.isPresent()
          ? known.get().toString()
          : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static McpTransport kind(Class<?> type) {
    String name = type.getName();
    if (name.contains("Stdio")) {
      return McpTransport.STDIO;
    }
    return name.contains("Sse") ? McpTransport.SSE : McpTransport.HTTP;
  }

  private static @Nullable McpEndpoint endpoint(Object transport) {
    // a String in 0.8 and 0.9, a URI since
    Object base = Fields.read(transport, "baseUri");
    try {
      return base == null ? null : McpEndpoint.of(URI.create(base.toString()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
