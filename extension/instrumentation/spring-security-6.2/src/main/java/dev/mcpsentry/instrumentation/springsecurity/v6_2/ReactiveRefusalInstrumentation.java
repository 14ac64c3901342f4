package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What answers a request to WebFlux that is refused.
 *
 * @param type the interface
 * @param method its only method, whose last argument says why
 * @param why the type of that argument
 */
record ReactiveRefusalInstrumentation(String type, String method, String why)
    implements TypeInstrumentation {

  static final ReactiveRefusalInstrumentation OF_STRANGERS =
      new ReactiveRefusalInstrumentation(
          "org.springframework.security.web.server.ServerAuthenticationEntryPoint",
          "commence",
          RefusalInstrumentation.STRANGER);
  static final ReactiveRefusalInstrumentation OF_ACCESS =
      new ReactiveRefusalInstrumentation(
          "org.springframework.security.web.server.authorization.ServerAccessDeniedHandler",
          "handle",
          RefusalInstrumentation.DENIED);

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
        named(method)
            .and(takesArguments(2))
            .and(takesArgument(1, named(why)))
            .and(returns(named("reactor.core.publisher.Mono"))),
        getClass().getName() + "$RefusedAdvice");
  }

  @SuppressWarnings("unused")
  public static class RefusedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.Argument(1) Throwable why,
        @Advice.Return(readOnly = false) @Nullable Mono<Void> answer) {
      answer = ReactiveRefusal.told(why, answer);
    }
  }
}
