package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.asm.Advice.AssignReturned.ToFields.ToField;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

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
    SessionAdvice.apply(transformer);
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
      return SessionHooks.sessionOpened(session, id, transport, handlers);
    }
  }
}
