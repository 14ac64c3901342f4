package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.SdkTelemetry.LOG;
import static dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.SdkTelemetry.SESSIONS;
import static dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.SdkTelemetry.TELEMETRY;

import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpSession;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where advice on the client's session enters. */
public final class ClientHooks {

  private ClientHooks() {}

  /** A client connects. */
  public static void sessionOpened(Object session, Object transport) {
    try {
      SESSIONS.open(session, ClientTransport.session(transport));
    } catch (Throwable problem) {
      LOG.stepAside("client session", problem);
    }
  }

  /** A client disconnects; may be told more than once. */
  public static void sessionClosed(@Nullable Object session, @Nullable Object transport) {
    try {
      if (session != null && transport != null) {
        TELEMETRY.sessionEnded(session(session, transport));
      }
    } catch (Throwable problem) {
      LOG.stepAside("client session", problem);
    }
  }

  /** The client is about to send a request; null when it is not followed. */
  public static @Nullable OutgoingCall sending(
      Object session, Object transport, String method, @Nullable Object params) {
    try {
      return OutgoingCall.of(session(session, transport), transport, method, params);
    } catch (Throwable problem) {
      LOG.stepAside("request to a server", problem);
      return null;
    }
  }

  /** The server asks something of the client. */
  public static Mono<McpSchema.JSONRPCResponse> request(
      Object session,
      Object transport,
      McpSchema.JSONRPCRequest request,
      Mono<McpSchema.JSONRPCResponse> answer) {
    try {
      return ServerHooks.watched(
          session(session, transport),
          new McpRequest(request.method(), request.id(), request.params()),
          answer);
    } catch (Throwable problem) {
      LOG.stepAside("request of a server", problem);
      return answer;
    }
  }

  /** The server tells something. */
  public static Mono<Void> notification(
      Object session,
      Object transport,
      McpSchema.JSONRPCNotification notification,
      Mono<Void> done) {
    try {
      return Notifications.received(session(session, transport), notification, done);
    } catch (Throwable problem) {
      LOG.stepAside("notification of a server", problem);
      return done;
    }
  }

  /** The client tells something. */
  public static Mono<Void> notifying(
      Object session, Object transport, String method, @Nullable Object params, Mono<Void> done) {
    try {
      return Notifications.sent(session(session, transport), method, params, done);
    } catch (Throwable problem) {
      LOG.stepAside("notification to a server", problem);
      return done;
    }
  }

  // the constructor already receives messages, before its own end
  private static McpSession session(Object key, Object transport) {
    return SESSIONS.of(key, () -> ClientTransport.session(transport));
  }
}
