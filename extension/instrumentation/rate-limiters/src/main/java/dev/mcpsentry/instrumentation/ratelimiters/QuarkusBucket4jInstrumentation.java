package dev.mcpsentry.instrumentation.ratelimiters;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** A limit of the Quarkus extension for Bucket4j, which knows whose it is. */
final class QuarkusBucket4jInstrumentation implements TypeInstrumentation {

  private static final String LIMIT = "io.quarkiverse.bucket4j.runtime.BucketPod";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(LIMIT);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(LIMIT);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("consumeAndReturnNanoWaitTime").and(takesNoArguments()).and(returns(long.class)),
        getClass().getName() + "$AskedAdvice");
  }

  @SuppressWarnings("unused")
  public static class AskedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.Return long waitNanos, @Advice.FieldValue("identityResolver") Class<?> resolver) {
      if (waitNanos > 0) {
        LocalLimit.reachedAt(resolver.getName());
      }
    }
  }
}
