package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import reactor.core.publisher.Mono;

/** One response stream of a streamable session; dispatches requests in 1.1.5 and 2.1.0. */
final class StreamableStreamInstrumentation implements TypeInstrumentation {

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
}
