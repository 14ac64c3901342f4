package dev.mcpsentry.instrumentation.ratelimiters;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** What buckets of Bucket4j say that know when to come back, here or elsewhere. */
final class Bucket4jProbeInstrumentation implements TypeInstrumentation {

  private static final String PROBE = "io.github.bucket4j.ConsumptionProbe";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(PROBE);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(PROBE);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isStatic().and(named("rejected")), getClass().getName() + "$RejectedAdvice");
  }

  @SuppressWarnings("unused")
  public static class RejectedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit() {
      LocalLimit.reached(null);
    }
  }
}
