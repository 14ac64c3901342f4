package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * What answers a servlet request that is refused.
 *
 * @param type the interface
 * @param method its only method, whose last argument says why
 * @param why the type of that argument
 */
record RefusalInstrumentation(String type, String method, String why)
    implements TypeInstrumentation {

  static final String STRANGER = "org.springframework.security.core.AuthenticationException";
  static final String DENIED = "org.springframework.security.access.AccessDeniedException";

  static final RefusalInstrumentation OF_STRANGERS =
      new RefusalInstrumentation(
          "org.springframework.security.web.AuthenticationEntryPoint", "commence", STRANGER);
  static final RefusalInstrumentation OF_ACCESS =
      new RefusalInstrumentation(
          "org.springframework.security.web.access.AccessDeniedHandler", "handle", DENIED);

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(type);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(type));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named(method).and(takesArguments(3)).and(takesArgument(2, named(why))),
        getClass().getName() + "$RefusedAdvice");
  }

  @SuppressWarnings("unused")
  public static class RefusedAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.Argument(2) Throwable why) {
      Refusal.told(why);
    }
  }
}
