package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

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

/** Tokens that come back to the process that issued them: whose client they belong to. */
final class TokenClientInstrumentation implements TypeInstrumentation {

  private static final String TOKEN =
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
      TokenClient.made(token);
    }
  }
}
