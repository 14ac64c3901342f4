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
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@code McpClientSession}: one object per connection to a server. */
final class ClientSessionInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.modelcontextprotocol.spec.McpClientSession");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String advice = getClass().getName();
    transformer.applyAdviceToMethod(isConstructor(), advice + "$OpenAdvice");
    transformer.applyAdviceToMethod(
        named("sendRequest").and(takesArguments(3)).and(takesArgument(0, String.class)),
        advice + "$SendAdvice");
    transformer.applyAdviceToMethod(
        named("generateRequestId").and(takesNoArguments()), RequestIdAdvice.class.getName());
    transformer.applyAdviceToMethod(
        named("sendNotification").and(takesArguments(2)).and(takesArgument(0, String.class)),
        advice + "$NotifyAdvice");
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
        namedOneOf("close", "closeGracefully").and(takesNoArguments()), advice + "$CloseAdvice");
  }

  @SuppressWarnings("unused")
  public static class OpenAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.This Object session, @Advice.FieldValue("transport") Object transport) {
      ClientHooks.sessionOpened(session, transport);
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
      OutgoingCall call = ClientHooks.sending(session, transport, method, params);
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
        @Advice.FieldValue("transport") Object transport,
        @Advice.Argument(0) String method,
        @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) @Nullable Object params,
        @Advice.Return Mono<Void> done) {
      return ClientHooks.notifying(session, transport, method, params, done);
    }
  }

  @SuppressWarnings("unused")
  public static class RequestAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<McpSchema.JSONRPCResponse> exit(
        @Advice.This Object session,
        @Advice.FieldValue("transport") Object transport,
        @Advice.Argument(0) McpSchema.JSONRPCRequest request,
        @Advice.Return Mono<McpSchema.JSONRPCResponse> answer) {
      return ClientHooks.request(session, transport, request, answer);
    }
  }

  @SuppressWarnings("unused")
  public static class NotificationAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.This Object session,
        @Advice.FieldValue("transport") Object transport,
        @Advice.Argument(0) McpSchema.JSONRPCNotification notification,
        @Advice.Return Mono<Void> done) {
      return ClientHooks.notification(session, transport, notification, done);
    }
  }

  @SuppressWarnings("unused")
  public static class CloseAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(
        @Advice.This @Nullable Object session,
        @Advice.FieldValue("transport") @Nullable Object transport) {
      ClientHooks.sessionClosed(session, transport);
    }
  }
}
