package dev.mcpsentry.instrumentation.micronautsecurity.v4;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.micronaut.security.authentication.Authentication;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** What Micronaut throws at whoever may not: 401 without an authentication, 403 with one. */
final class AuthorizationExceptionInstrumentation implements TypeInstrumentation {

  static final String EXCEPTION = "io.micronaut.security.authentication.AuthorizationException";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(EXCEPTION);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isConstructor()
            .and(takesArguments(1))
            .and(takesArgument(0, named(SecurityFilterInstrumentation.AUTHENTICATION))),
        getClass().getName() + "$RefusedAdvice");
  }

  @SuppressWarnings("unused")
  public static class RefusedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Argument(0) @Nullable Authentication authentication) {
      Refusal.of(authentication);
    }
  }
}
