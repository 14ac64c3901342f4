package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.declaresField;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
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

  private static final ElementMatcher.Junction<MethodDescription> SEND_REQUEST =
      named("sendRequest").and(takesArguments(3)).and(takesArgument(0, String.class));

  private static final ElementMatcher<TypeDefinition> TRANSPORT = declaresField(named("transport"));

  // its name in 1.1.5 and 2.1.0
  private static final ElementMatcher<TypeDefinition> CONNECTION =
      declaresField(named("connection"));

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(
        "io.modelcontextprotocol.spec.McpStreamableServerSession$McpStreamableServerSessionStream");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("handle")
            .and(takesArguments(1))
            .and(takesArgument(0, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCRequest"))),
        getClass().getName() + "$RequestAdvice");
    String advice = getClass().getName();
    transformer.applyAdviceToMethod(
        SEND_REQUEST.and(method -> TRANSPORT.matches(method.getDeclaringType())),
        advice + "$SendAdvice");
    transformer.applyAdviceToMethod(
        SEND_REQUEST.and(method -> CONNECTION.matches(method.getDeclaringType())),
        advice + "$SendByConnectionAdvice");
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
      return ServerHooks.streamRequest(session, request, done);
    }
  }

  @SuppressWarnings("unused")
  public static class SendAdvice {

    @AssignReturned.ToArguments(@ToArgument(value = 1, index = 1, typing = Assigner.Typing.DYNAMIC))
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Object[] enter(
        @Advice.FieldValue("this$0") Object session,
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
  public static class SendByConnectionAdvice {

    @AssignReturned.ToArguments(@ToArgument(value = 1, index = 1, typing = Assigner.Typing.DYNAMIC))
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Object[] enter(
        @Advice.FieldValue("this$0") Object session,
        @Advice.FieldValue("connection") Object transport,
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
        @Advice.FieldValue("this$0") Object session,
        @Advice.Argument(0) String method,
        @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) @Nullable Object params,
        @Advice.Return Mono<Void> done) {
      return ServerHooks.notifying(session, method, params, done);
    }
  }
}
