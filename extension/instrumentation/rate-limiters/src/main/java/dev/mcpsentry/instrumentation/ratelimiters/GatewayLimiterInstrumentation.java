package dev.mcpsentry.instrumentation.ratelimiters;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** What any limiter of Spring Cloud Gateway answers. */
final class GatewayLimiterInstrumentation implements TypeInstrumentation {

  private static final String ANSWER =
      "org.springframework.cloud.gateway.filter.ratelimit.RateLimiter$Response";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(ANSWER);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(ANSWER);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isConstructor().and(takesArgument(0, boolean.class)),
        getClass().getName() + "$AnsweredAdvice");
  }

  @SuppressWarnings("unused")
  public static class AnsweredAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Argument(0) boolean allowed) {
      if (!allowed) {
        LocalLimit.reached(null);
      }
    }
  }
}
