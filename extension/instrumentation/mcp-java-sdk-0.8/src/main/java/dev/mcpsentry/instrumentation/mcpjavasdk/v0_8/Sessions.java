package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.instrumentation.advice.Fields;
import dev.mcpsentry.telemetry.WeakIdentityMap;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import io.modelcontextprotocol.spec.McpClientSession;

/** What is known of every live session, for as long as the SDK's own object lives. */
final class Sessions {

  private final WeakIdentityMap<Object, McpSession> sessions = new WeakIdentityMap<>();

  /** Keeps a new session under the SDK's object; constructors that call each other keep one. */
  void open(Object key, McpSession session) {
    sessions.putIfAbsent(key, session);
  }

  /** The session of the SDK's object; a fresh one when it was never seen. */
  McpSession of(Object key) {
    return sessions.computeIfAbsent(key, Sessions::fresh);
  }

  // a client's session receives messages while its constructor still runs
  private static McpSession fresh(Object key) {
    Object transport =
        key instanceof McpClientSession session ? Fields.read(session, "transport") : null;
    return transport == null
        ? new McpSession(McpTransport.HTTP, null)
        : ClientTransport.session(transport);
  }
}
