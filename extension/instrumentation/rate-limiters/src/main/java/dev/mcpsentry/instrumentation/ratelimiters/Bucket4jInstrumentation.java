package dev.mcpsentry.instrumentation.ratelimiters;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** A bucket of Bucket4j that says yes or no. */
final class Bucket4jInstrumentation implements TypeInstrumentation {

  private static final String BUCKET = "io.github.bucket4j.AbstractBucket";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(BUCKET);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(BUCKET);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("tryConsume").and(takesArguments(long.class)).and(returns(boolean.class)),
        getClass().getName() + "$AskedAdvice");
  }

  @SuppressWarnings("unused")
  public static class AskedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Return boolean consumed) {
      if (!consumed) {
        LocalLimit.reached(null);
      }
    }
  }
}
