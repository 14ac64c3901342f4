package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.SdkTelemetry.LOG;
import static dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.SdkTelemetry.SESSIONS;
import static dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.SdkTelemetry.TELEMETRY;

import dev.mcpsentry.instrumentation.advice.Fields;
import dev.mcpsentry.telemetry.mcp.Handshake;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.modelcontextprotocol.spec.McpClientSession;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where advice enters. Nothing leaves but the value the application would have had, or a view. */
public final class SessionHooks {

  private SessionHooks() {}

  /** A stdio or SSE session was made. */
  public static Map<String, Object> sessionOpened(
      Object session, String id, Object transport, Map<String, Object> handlers) {
    try {
      boolean stdio = transport.getClass().getName().contains("Stdio");
      // on stdio the id is made up by the SDK and never crosses the wire
      if (!stdio) {
        TELEMETRY.streamOpened(Context.current());
      }
      SESSIONS.open(
          session,
          stdio ? new McpSession(McpTransport.STDIO, null) : new McpSession(McpTransport.SSE, id));
    } catch (Throwable problem) {
      LOG.stepAside("session", problem);
    }
    return traced(handlers);
  }

  /** A streamable session was made. */
  public static Map<String, Object> streamableSessionOpened(
      Object session, String id, Map<String, Object> handlers) {
    try {
      SESSIONS.open(session, new McpSession(McpTransport.HTTP, id));
    } catch (Throwable problem) {
      LOG.stepAside("session", problem);
    }
    return traced(handlers);
  }

  /** A streamable session is given the stream that a client opened to listen on. */
  public static void listens() {
    try {
      TELEMETRY.streamOpened(Context.current());
    } catch (Throwable problem) {
      LOG.stepAside("listening stream", problem);
    }
  }

  /** A client connects. */
  public static void clientSessionOpened(Object session) {
    try {
      SESSIONS.of(session);
    } catch (Throwable problem) {
      LOG.stepAside("client session", problem);
    }
  }

  /** A session's or server's handlers were given. */
  public static Map<String, Object> traced(Map<String, Object> handlers) {
    try {
      return TracedHandlers.of(handlers, LOG);
    } catch (Throwable problem) {
      LOG.stepAside("request handlers", problem);
      return handlers;
    }
  }

  /** A session is being closed; may be told more than once. */
  public static void sessionClosed(@Nullable Object session) {
    try {
      if (session != null) {
        TELEMETRY.sessionEnded(SESSIONS.of(session));
      }
    } catch (Throwable problem) {
      LOG.stepAside("session", problem);
    }
  }

  /** A session dispatches a request. */
  public static <T> Mono<T> request(
      Object session, McpSchema.JSONRPCRequest request, Mono<T> answer) {
    try {
      return watched(
          SESSIONS.of(session),
          new McpRequest(request.method(), request.id(), request.params()),
          answer,
          // since 0.11 a client's session makes an error response of it, and only later
          session instanceof McpClientSession
              ? SdkOutcomes::settleThrowable
              : SdkOutcomes::settleLost);
    } catch (Throwable problem) {
      LOG.stepAside("request", problem);
      return answer;
    }
  }

  /** A stateless server is about to run a request's handler. */
  public static @Nullable StatelessCall statelessRequest(
      Object handler, McpSchema.JSONRPCRequest request) {
    try {
      McpSession server = SESSIONS.of(handler);
      McpSession session = server.forOneRequest();
      McpRequest call = new McpRequest(request.method(), request.id(), request.params());
      Consumer<Object> onResult = learnsServer(call, session);
      McpOperation operation = start(call, session, Context.current());
      return new StatelessCall(
          operation,
          call.method(),
          result -> {
            onResult.accept(result);
            server.inherit(session);
          },
          LOG);
    } catch (Throwable problem) {
      LOG.stepAside("stateless request", problem);
      return null;
    }
  }

  /** A server was given a tool or a prompt. */
  public static void registered(@Nullable Object feature) {
    try {
      if (feature instanceof McpSchema.Tool tool && tool.name() != null) {
        TELEMETRY.hasTool(tool.name());
      } else if (feature instanceof McpSchema.Prompt prompt && prompt.name() != null) {
        TELEMETRY.hasPrompt(prompt.name());
      }
    } catch (Throwable problem) {
      LOG.stepAside("features of a server", problem);
    }
  }

  /** The SDK compared a tool's arguments with its schema, and answers what does not fit. */
  public static void compared(@Nullable Object refusal) {
    try {
      McpOperation operation = McpOperation.fromContext(Context.current());
      if (operation != null) {
        SdkOutcomes.settleArguments(operation, refusal);
      }
    } catch (Throwable problem) {
      LOG.stepAside("tool arguments", problem);
    }
  }

  /** A notification is handled. */
  public static Mono<Void> notification(
      Object session, McpSchema.JSONRPCNotification notification, Mono<Void> done) {
    try {
      return Notifications.received(SESSIONS.of(session), notification, done);
    } catch (Throwable problem) {
      LOG.stepAside("notification", problem);
      return done;
    }
  }

  /** A request is about to be sent; null when it is not followed. */
  public static @Nullable OutgoingCall sending(
      Object session, Object transport, String method, @Nullable Object params) {
    try {
      return OutgoingCall.of(SESSIONS.of(session), transport, method, params);
    } catch (Throwable problem) {
      LOG.stepAside("request to the peer", problem);
      return null;
    }
  }

  /** The same on a stream of a streamable session. */
  public static @Nullable OutgoingCall sendingOnStream(
      Object session, Object stream, String method, @Nullable Object params) {
    try {
      // "connection" in 1.1.5 and 2.1.0
      Object transport = Fields.read(stream, "transport", "connection");
      return transport == null ? null : sending(session, transport, method, params);
    } catch (Throwable problem) {
      LOG.stepAside("request to the peer", problem);
      return null;
    }
  }

  /** A notification is sent. */
  public static Mono<Void> notifying(
      Object session, String method, @Nullable Object params, Mono<Void> done) {
    try {
      return Notifications.sent(SESSIONS.of(session), method, params, done);
    } catch (Throwable problem) {
      LOG.stepAside("notification to the peer", problem);
      return done;
    }
  }

  static <T> Mono<T> watched(
      McpSession session,
      McpRequest request,
      Mono<T> mono,
      BiConsumer<McpOperation, Throwable> onError) {
    Consumer<Object> onResult = learnsServer(request, session);
    return new WatchedMono<>(
        mono,
        reactor ->
            new OperationWatch(start(request, session, Context.current()), onResult, onError),
        LOG);
  }

  static McpSession session(Object key) {
    return SESSIONS.of(key);
  }

  private static McpOperation start(McpRequest request, McpSession session, Context ambient) {
    if (request.method().equals(McpMethods.INITIALIZE)) {
      Handshake.learnClient(session, request.params());
    }
    return TELEMETRY.receive(request, session, ambient);
  }

  private static Consumer<Object> learnsServer(McpRequest request, McpSession session) {
    return request.method().equals(McpMethods.INITIALIZE)
        ? result -> Handshake.learnServer(session, RecordTree.fields(result))
        : result -> {};
  }
}
