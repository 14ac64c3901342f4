package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.SdkTelemetry.LOG;
import static dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.SdkTelemetry.TELEMETRY;

import dev.mcpsentry.telemetry.mcp.Handshake;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A request the application makes. It becomes an operation every time it is subscribed to, and none
 * when it never is.
 */
public final class OutgoingCall {

  private final McpSession session;
  private final Object transport;
  private final String method;
  private final SentParams params;

  private OutgoingCall(McpSession session, Object transport, String method, SentParams params) {
    this.session = session;
    this.transport = transport;
    this.method = method;
    this.params = params;
  }

  static OutgoingCall of(
      McpSession session, Object transport, String method, @Nullable Object params) {
    RequestIds.forget();
    return new OutgoingCall(
        session,
        transport,
        method,
        TELEMETRY.carriesContext(session)
            ? SentParams.of(transport, params)
            : new SentParams.Untouched(params));
  }

  /** What to send: the application's parameters, or their like with room for context. */
  public @Nullable Object params() {
    return params.value();
  }

  /**
   * The request was made; nothing is sent before somebody subscribes. Never throws.
   *
   * @param entered the call in first place, or null
   */
  public static @Nullable Mono<?> made(
      @Nullable Object @Nullable [] entered, @Nullable Mono<?> answer) {
    return entered != null && entered[0] instanceof OutgoingCall call ? call.made(answer) : answer;
  }

  private <T> @Nullable Mono<T> made(@Nullable Mono<T> answer) {
    String id = RequestIds.take();
    return answer == null
        ? null
        : new WatchedMono<>(answer, reactor -> subscribed(reactor, id), LOG);
  }

  private Watch<Object> subscribed(ContextView reactor, @Nullable String id) {
    Map<String, Object> fields = RecordTree.request(params.value());
    if (method.equals(McpMethods.INITIALIZE)) {
      Handshake.learnClient(session, fields);
    }
    McpOperation operation =
        TELEMETRY.send(new McpRequest(method, id, fields), session, surroundings(reactor));
    carry(operation);
    return new OutgoingWatch(operation, this::learn);
  }

  // a propagator that fails costs the context, not the operation
  private void carry(McpOperation operation) {
    try {
      Map<String, Object> meta = TELEMETRY.meta(operation, params.meta());
      if (meta != null) {
        params.carry(meta);
      }
    } catch (Throwable problem) {
      LOG.stepAside("trace context for the peer", problem);
    }
  }

  private void learn(Object result) {
    if (method.equals(McpMethods.INITIALIZE)) {
      Handshake.learnServer(session, RecordTree.fields(result));
      session.identified(ClientTransport.sessionId(transport));
    }
  }

  // the thread's own span is nearer when it is of the same trace; else it is somebody else's
  private static Context surroundings(ContextView reactor) {
    Context current = Context.current();
    Context known = WatchedMono.openTelemetryContext(reactor);
    SpanContext nearer = Span.fromContext(current).getSpanContext();
    return nearer.isValid()
            && nearer.getTraceId().equals(Span.fromContext(known).getSpanContext().getTraceId())
        ? current
        : known;
  }
}
