package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** What Quarkus answers to whoever has to sign in first. */
final class ChallengeDataInstrumentation implements TypeInstrumentation {

  static final String CHALLENGE = "io.quarkus.vertx.http.runtime.security.ChallengeData";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(CHALLENGE);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isConstructor()
            .and(takesArguments(3))
            .and(takesArgument(0, int.class))
            .and(takesArgument(2, String.class)),
        getClass().getName() + "$OneHeaderAdvice");
    // added in 3.33
    transformer.applyAdviceToMethod(
        isConstructor()
            .and(takesArguments(2))
            .and(takesArgument(0, int.class))
            .and(takesArgument(1, Map.class)),
        getClass().getName() + "$HeadersAdvice");
  }

  @SuppressWarnings("unused")
  public static class OneHeaderAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.Argument(0) int status, @Advice.Argument(2) @Nullable String challenge) {
      Refusal.made(status, challenge);
    }
  }

  @SuppressWarnings("unused")
  public static class HeadersAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.Argument(0) int status, @Advice.Argument(1) @Nullable Map<?, ?> headers) {
      Refusal.made(status, headers);
    }
  }
}
