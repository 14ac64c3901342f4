package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.extendsClass;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** What a resource server makes of a token once it has verified it, servlet or reactive. */
final class VerifiedTokenInstrumentation implements TypeInstrumentation {

  static final String TOKEN =
      "org.springframework.security.oauth2.server.resource.authentication"
          + ".AbstractOAuth2TokenAuthenticationToken";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(TOKEN);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    // the abstract class itself does not know its claims yet while it is made
    return extendsClass(named(TOKEN)).and(not(named(TOKEN)));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(isConstructor(), getClass().getName() + "$VerifiedAdvice");
  }

  @SuppressWarnings("unused")
  public static class VerifiedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.This Object token) {
      VerifiedToken.made(token);
    }
  }
}
