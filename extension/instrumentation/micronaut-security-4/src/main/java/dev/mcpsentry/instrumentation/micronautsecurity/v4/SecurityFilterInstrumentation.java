package dev.mcpsentry.instrumentation.micronautsecurity.v4;

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

/** Where Micronaut, once it knows who asks, looks whether he may. */
final class SecurityFilterInstrumentation implements TypeInstrumentation {

  static final String FILTER = "io.micronaut.security.filters.SecurityFilter";
  static final String AUTHENTICATION = "io.micronaut.security.authentication.Authentication";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(FILTER);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("checkRules").and(takesArguments(3)).and(takesArgument(2, named(AUTHENTICATION))),
        getClass().getName() + "$CheckAdvice");
  }

  @SuppressWarnings("unused")
  public static class CheckAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.Argument(2) @Nullable Authentication authentication) {
      SignedIn.as(authentication);
    }
  }
}
