package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** What refuses somebody else's session. */
final class SessionBindingInstrumentation implements TypeInstrumentation {

  // added in 0.1
  private static final String FILTER =
      "org.springaicommunity.mcp.security.server.session.McpSessionFilter";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(FILTER);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(FILTER);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(named("throwError"), getClass().getName() + "$RefusedAdvice");
  }

  @SuppressWarnings("unused")
  public static class RefusedAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter() {
      Refusal.ofSession();
    }
  }
}
