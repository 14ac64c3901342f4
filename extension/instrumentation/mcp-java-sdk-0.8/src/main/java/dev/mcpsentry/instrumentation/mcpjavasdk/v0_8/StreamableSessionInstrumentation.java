package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.declaresMethod;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.asm.Advice.AssignReturned.ToFields.ToField;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import reactor.core.publisher.Mono;

/** {@code McpStreamableServerSession}: one object per {@code Mcp-Session-Id}. */
final class StreamableSessionInstrumentation implements TypeInstrumentation {

  // 1.1.5 and 2.1.0, but not 2.0.x, have it; their two-argument overload only delegates to it
  private static final ElementMatcher<MethodDescription> ONE_ARGUMENT_RESPONSE_STREAM =
      named("responseStream").and(takesArguments(1));

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.modelcontextprotocol.spec.McpStreamableServerSession");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String advice = getClass().getName();
    transformer.applyAdviceToMethod(
        isConstructor().and(takesArgument(0, String.class)), advice + "$OpenAdvice");
    transformer.applyAdviceToMethod(
        named("responseStream")
            .and(takesArguments(2))
            .and(takesArgument(0, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCRequest")))
            .and(
                method ->
                    not(declaresMethod(ONE_ARGUMENT_RESPONSE_STREAM))
                        .matches(method.getDeclaringType())),
        advice + "$RequestAdvice");
    transformer.applyAdviceToMethod(
        named("listeningStream").and(takesArguments(1)), advice + "$ListenAdvice");
    // of its streams, which send the requests
    transformer.applyAdviceToMethod(
        named("generateRequestId").and(takesNoArguments()),
        SessionAdvice.class.getName() + "$RequestId");
    transformer.applyAdviceToMethod(
        named("accept")
            .and(
                takesArgument(
                    0, named("io.modelcontextprotocol.spec.McpSchema$JSONRPCNotification"))),
        SessionAdvice.class.getName() + "$Notification");
    transformer.applyAdviceToMethod(
        namedOneOf("close", "closeGracefully").and(takesNoArguments()),
        SessionAdvice.class.getName() + "$Close");
  }

  @SuppressWarnings("unused")
  public static class OpenAdvice {

    @AssignReturned.ToFields(@ToField("requestHandlers"))
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Map<String, Object> exit(
        @Advice.This Object session,
        @Advice.Argument(0) String id,
        @Advice.FieldValue("requestHandlers") Map<String, Object> handlers) {
      return SessionHooks.streamableSessionOpened(session, id, handlers);
    }
  }

  @SuppressWarnings("unused")
  public static class ListenAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter() {
      SessionHooks.listens();
    }
  }

  @SuppressWarnings("unused")
  public static class RequestAdvice {

    @AssignReturned.ToReturned
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static Mono<Void> exit(
        @Advice.This Object session,
        @Advice.Argument(0) McpSchema.JSONRPCRequest request,
        @Advice.Return Mono<Void> done) {
      return SessionHooks.request(session, request, done);
    }
  }
}
