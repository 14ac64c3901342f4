package dev.mcpsentry.instrumentation.ratelimiters;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** What a limiter of Resilience4j throws, or a reactive one ends with. */
final class Resilience4jInstrumentation implements TypeInstrumentation {

  private static final String REFUSAL = "io.github.resilience4j.ratelimiter.RequestNotPermitted";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(REFUSAL);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(REFUSAL);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isStatic().and(named("createRequestNotPermitted")),
        getClass().getName() + "$RefusedAdvice");
  }

  @SuppressWarnings("unused")
  public static class RefusedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit() {
      LocalLimit.reached(null);
    }
  }
}
