package dev.mcpsentry.instrumentation.ratelimiters;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Spring Cloud Gateway asks for the user whose limit it is about to look up. */
final class GatewayKeyInstrumentation implements TypeInstrumentation {

  private static final String RESOLVER =
      "org.springframework.cloud.gateway.filter.ratelimit.PrincipalNameKeyResolver";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(RESOLVER);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(RESOLVER);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(named("resolve"), getClass().getName() + "$ResolvedAdvice");
  }

  @SuppressWarnings("unused")
  public static class ResolvedAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter() {
      LocalLimit.isOfUser();
    }
  }
}
