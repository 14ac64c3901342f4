package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the sessions of clients and of stdio and SSE servers have in common: nearly everything. */
public final class SessionAdvice {

  private SessionAdvice() {}

  static void apply(TypeTransformer transformer) {
    String advice = SessionAdvice.class.getName();
    // at servers a second argument, the transport context, was added in 0.11
    transformer.applyAdviceToMethod(
        named("handleIncomingRequest")
            .and(takesArgument(0, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCRequest"))),
        advice + "$Request");
    transformer.applyAdviceToMethod(
        named("handleIncomingNotification")
            .and(
                takesArgument(
                    0, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCNotification"))),
        advice + "$Notification");
    transformer.applyAdviceToMethod(
        named("sendRequest").and(takesArguments(3)).and(takesArgument(0, String.class)),
        advice + "$Send");
    transformer.applyAdviceToMethod(
        named("generateRequestId").and(takesNoArguments()), advice + "$RequestId");
    transformer.applyAdviceToMethod(
        named("sendNotification").and(takesArguments(2)).and(takesArgument(0, String.class)),
        advice + "$Notify");
    transformer.applyAdviceToMethod(
        namedOneOf("close", "closeGracefully").and(takesNoArguments()), advice + "$Close");
  }

  @SuppressWarnings("unused")
  public static class Request {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<McpSchema.JSONRPCResponse> exit(
        @Advice.This Object session,
        @Advice.Argument(0) McpSchema.JSONRPCRequest request,
        @Advice.Return Mono<McpSchema.JSONRPCResponse> answer) {
      return SessionHooks.request(session, request, answer);
    }
  }

  @SuppressWarnings("unused")
  public static class Notification {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.This Object session,
        @Advice.Argument(0) McpSchema.JSONRPCNotification notification,
        @Advice.Return Mono<Void> done) {
      return SessionHooks.notification(session, notification, done);
    }
  }

  @SuppressWarnings("unused")
  public static class Send {

    @AssignReturned.ToArguments(@ToArgument(value = 1, index = 1, typing = Assigner.Typing.DYNAMIC))
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Object[] enter(
        @Advice.This Object session,
        @Advice.FieldValue("transport") Object transport,
        @Advice.Argument(0) String method,
        @Advice.Argument(1) @Nullable Object params) {
      OutgoingCall call = SessionHooks.sending(session, transport, method, params);
      return new Object[] {call, call == null ? params : call.params()};
    }

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static @Nullable Mono<?> exit(
        @Advice.Enter @Nullable Object @Nullable [] entered,
        @Advice.Return @Nullable Mono<?> answer) {
      return OutgoingCall.made(entered, answer);
    }
  }

  @SuppressWarnings("unused")
  public static class RequestId {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Return @Nullable String id) {
      RequestIds.generated(id);
    }
  }

  @SuppressWarnings("unused")
  public static class Notify {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.This Object session,
        @Advice.Argument(0) String method,
        // a Map in 0.8, an Object since
        @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) @Nullable Object params,
        @Advice.Return Mono<Void> done) {
      return SessionHooks.notifying(session, method, params, done);
    }
  }

  @SuppressWarnings("unused")
  public static class Close {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.This @Nullable Object session) {
      SessionHooks.sessionClosed(session);
    }
  }
}
