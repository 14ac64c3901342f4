package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

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

/**
 * One response stream of a streamable session; dispatches requests in 1.1.5 and 2.1.0, and sends
 * them in all versions.
 */
final class StreamableStreamInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(
        "io.modelcontextprotocol.spec.McpStreamableServerSession$McpStreamableServerSessionStream");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String advice = getClass().getName();
    transformer.applyAdviceToMethod(
        named("handle")
            .and(takesArguments(1))
            .and(takesArgument(0, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCRequest"))),
        advice + "$RequestAdvice");
    transformer.applyAdviceToMethod(
        named("sendRequest").and(takesArguments(3)).and(takesArgument(0, String.class)),
        advice + "$SendAdvice");
    transformer.applyAdviceToMethod(
        named("sendNotification").and(takesArguments(2)).and(takesArgument(0, String.class)),
        advice + "$NotifyAdvice");
  }

  @SuppressWarnings("unused")
  public static class RequestAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.FieldValue("this$0") Object session,
        @Advice.Argument(0) McpSchema.JSONRPCRequest request,
        @Advice.Return Mono<Void> done) {
      return SessionHooks.request(session, request, done);
    }
  }

  @SuppressWarnings("unused")
  public static class SendAdvice {

    @AssignReturned.ToArguments(@ToArgument(value = 1, index = 1, typing = Assigner.Typing.DYNAMIC))
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Object[] enter(
        @Advice.FieldValue("this$0") Object session,
        @Advice.This Object stream,
        @Advice.Argument(0) String method,
        @Advice.Argument(1) @Nullable Object params) {
      OutgoingCall call = SessionHooks.sendingOnStream(session, stream, method, params);
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
  public static class NotifyAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.FieldValue("this$0") Object session,
        @Advice.Argument(0) String method,
        @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) @Nullable Object params,
        @Advice.Return Mono<Void> done) {
      return SessionHooks.notifying(session, method, params, done);
    }
  }
}
