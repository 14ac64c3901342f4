package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.asm.Advice.AssignReturned.ToFields.ToField;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code DefaultMcpStatelessServerHandler}: one object per server; runs handlers eagerly. */
final class StatelessHandlerInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.modelcontextprotocol.server.DefaultMcpStatelessServerHandler");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String advice = getClass().getName();
    transformer.applyAdviceToMethod(isConstructor(), advice + "$OpenAdvice");
    transformer.applyAdviceToMethod(
        named("handleRequest")
            .and(takesArgument(1, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCRequest"))),
        advice + "$RequestAdvice");
    transformer.applyAdviceToMethod(
        named("handleNotification")
            .and(
                takesArgument(
                    1, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCNotification"))),
        advice + "$NotificationAdvice");
  }

  @SuppressWarnings("unused")
  public static class OpenAdvice {

    @AssignReturned.ToFields(@ToField("requestHandlers"))
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Map<String, Object> exit(
        @Advice.FieldValue("requestHandlers") Map<String, Object> handlers) {
      return SessionHooks.traced(handlers);
    }
  }

  @SuppressWarnings("unused")
  public static class RequestAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable StatelessCall enter(
        @Advice.This Object handler, @Advice.Argument(1) McpSchema.JSONRPCRequest request) {
      return SessionHooks.statelessRequest(handler, request);
    }

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static @Nullable Mono<McpSchema.JSONRPCResponse> exit(
        @Advice.Enter @Nullable StatelessCall call,
        @Advice.Return @Nullable Mono<McpSchema.JSONRPCResponse> answer,
        @Advice.Thrown @Nullable Throwable thrown) {
      return call == null ? answer : call.returned(answer, thrown);
    }
  }

  @SuppressWarnings("unused")
  public static class NotificationAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.This Object handler,
        @Advice.Argument(1) McpSchema.JSONRPCNotification notification,
        @Advice.Return Mono<Void> done) {
      return SessionHooks.notification(handler, notification, done);
    }
  }
}
