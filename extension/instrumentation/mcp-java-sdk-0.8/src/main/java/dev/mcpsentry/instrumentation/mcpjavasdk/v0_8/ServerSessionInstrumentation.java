package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.asm.Advice.AssignReturned.ToFields.ToField;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code McpServerSession}: one object per stdio process or SSE connection. */
final class ServerSessionInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.modelcontextprotocol.spec.McpServerSession");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String advice = getClass().getName();
    transformer.applyAdviceToMethod(
        isConstructor().and(takesArgument(0, String.class)), advice + "$OpenAdvice");
    // a second argument, the transport context, was added in 0.11
    transformer.applyAdviceToMethod(
        named("handleIncomingRequest")
            .and(takesArgument(0, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCRequest"))),
        advice + "$RequestAdvice");
    transformer.applyAdviceToMethod(
        named("handleIncomingNotification")
            .and(
                takesArgument(
                    0, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCNotification"))),
        advice + "$NotificationAdvice");
    transformer.applyAdviceToMethod(
        named("sendRequest").and(takesArguments(3)).and(takesArgument(0, String.class)),
        advice + "$SendAdvice");
    transformer.applyAdviceToMethod(
        named("generateRequestId").and(takesNoArguments()), RequestIdAdvice.class.getName());
    transformer.applyAdviceToMethod(
        named("sendNotification").and(takesArguments(2)).and(takesArgument(0, String.class)),
        advice + "$NotifyAdvice");
    transformer.applyAdviceToMethod(
        namedOneOf("close", "closeGracefully").and(takesNoArguments()), advice + "$CloseAdvice");
  }

  @SuppressWarnings("unused")
  public static class OpenAdvice {

    @AssignReturned.ToFields(@ToField("requestHandlers"))
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Map<String, Object> exit(
        @Advice.This Object session,
        @Advice.Argument(0) String id,
        // second argument in 0.8.1, third since
        @Advice.FieldValue("transport") Object transport,
        @Advice.FieldValue("requestHandlers") Map<String, Object> handlers) {
      return ServerHooks.sessionOpened(session, id, transport, handlers);
    }
  }

  @SuppressWarnings("unused")
  public static class RequestAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<McpSchema.JSONRPCResponse> exit(
        @Advice.This Object session,
        @Advice.Argument(0) McpSchema.JSONRPCRequest request,
        @Advice.Return Mono<McpSchema.JSONRPCResponse> answer) {
      return ServerHooks.sessionRequest(session, request, answer);
    }
  }

  @SuppressWarnings("unused")
  public static class NotificationAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.This Object session,
        @Advice.Argument(0) McpSchema.JSONRPCNotification notification,
        @Advice.Return Mono<Void> done) {
      return ServerHooks.notification(session, notification, done);
    }
  }

  @SuppressWarnings("unused")
  public static class SendAdvice {

    @AssignReturned.ToArguments(@ToArgument(value = 1, index = 1, typing = Assigner.Typing.DYNAMIC))
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Object[] enter(
        @Advice.This Object session,
        @Advice.FieldValue("transport") Object transport,
        @Advice.Argument(0) String method,
        @Advice.Argument(1) @Nullable Object params) {
      OutgoingCall call = ServerHooks.sending(session, transport, method, params);
      return new Object[] {call, call == null ? params : call.params()};
    }

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static @Nullable Mono<?> exit(
        @Advice.Enter @Nullable Object @Nullable [] entered,
        @Advice.Return @Nullable Mono<?> answer) {
      return entered != null && entered[0] instanceof OutgoingCall call
          ? call.made(answer)
          : answer;
    }
  }

  @SuppressWarnings("unused")
  public static class NotifyAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.This Object session,
        @Advice.Argument(0) String method,
        @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) @Nullable Object params,
        @Advice.Return Mono<Void> done) {
      return ServerHooks.notifying(session, method, params, done);
    }
  }

  @SuppressWarnings("unused")
  public static class CloseAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.This @Nullable Object session) {
      ServerHooks.sessionClosed(session);
    }
  }
}
