package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.lang.invoke.MethodHandle;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Stands before one request handler and listens to what it answers or throws. */
final class TracedHandler {

  private static final Set<String> HANDLER_TYPES =
      Set.of(
          // up to 0.10
          "io.modelcontextprotocol.spec.McpServerSession$RequestHandler",
          // since 0.11
          "io.modelcontextprotocol.server.McpRequestHandler",
          "io.modelcontextprotocol.server.McpStatelessRequestHandler");

  /** By handler interface. */
  private static final ClassValue<HandlerShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected HandlerShape computeValue(Class<?> type) {
          try {
            return HandlerShape.of(type);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Object handler;
  private final HandlerShape shape;
  private final StderrLog log;

  private TracedHandler(Object handler, HandlerShape shape, StderrLog log) {
    this.handler = handler;
    this.shape = shape;
    this.log = log;
  }

  /** The handler with a listener; the handler itself when it is of no known type. */
  static Object around(Object handler, StderrLog log) throws Throwable {
    Class<?> type = handlerType(handler.getClass());
    if (type == null) {
      return handler;
    }
    HandlerShape shape = SHAPES.get(type);
    return shape.standIn().invoke(new TracedHandler(handler, shape, log));
  }

  /** Runs the handler; whatever it throws is thrown, checked or not. */
  @Nullable Mono<?> handle(@Nullable Object exchange, @Nullable Object params) {
    readTransport(exchange);
    Mono<?> answer;
    try {
      answer = (Mono<?>) shape.call().invokeExact(handler, exchange, params);
    } catch (Throwable problem) {
      listen(problem);
      throw TracedHandler.<RuntimeException>unchanged(problem);
    }
    return answer == null ? null : watched(answer);
  }

  private <T> Mono<T> watched(Mono<T> mono) {
    return new WatchedMono<>(
        mono,
        reactor -> {
          McpOperation operation =
              McpOperation.fromContext(WatchedMono.openTelemetryContext(reactor));
          return operation == null ? null : new HandlerWatch(operation);
        },
        log);
  }

  private void readTransport(@Nullable Object exchange) {
    String user = SdkTelemetry.USER.contextKey();
    Set<String> wanted = SdkTelemetry.TELEMETRY.transportKeys();
    MethodHandle get = shape.transportContext();
    if (user == null && wanted.isEmpty() || get == null || exchange == null) {
      return;
    }
    try {
      McpOperation operation = McpOperation.fromContext(Context.current());
      if (operation == null) {
        return;
      }
      if (user != null) {
        Object value = (Object) get.invokeExact(exchange, user);
        SdkTelemetry.USER.put(Span.fromContext(operation.context()), value);
      }
      for (String key : wanted) {
        Object value = (Object) get.invokeExact(exchange, key);
        if (value != null) {
          operation.knows(key, value);
        }
      }
    } catch (Throwable ours) {
      log.stepAside("the transport's context", ours);
    }
  }

  private void listen(Throwable problem) {
    try {
      McpOperation operation = McpOperation.fromContext(Context.current());
      if (operation != null) {
        SdkOutcomes.settleThrowable(operation, problem);
      }
    } catch (Throwable ours) {
      log.stepAside("request handler", ours);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchanged(Throwable problem) throws E {
    throw (E) problem;
  }

  private static @Nullable Class<?> handlerType(@Nullable Class<?> type) {
    if (type == null) {
      return null;
    }
    for (Class<?> candidate : type.getInterfaces()) {
      if (HANDLER_TYPES.contains(candidate.getName())) {
        return candidate;
      }
      Class<?> inherited = handlerType(candidate);
      if (inherited != null) {
        return inherited;
      }
    }
    return handlerType(type.getSuperclass());
  }
}
