package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** What is made of an API key once it is known whose it is. */
final class ApiKeyInstrumentation implements TypeInstrumentation {

  static final String TOKEN =
      "org.springaicommunity.mcp.security.server.apikey.authentication.ApiKeyAuthenticationToken";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(TOKEN);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isConstructor()
            .and(takesArguments(2))
            .and(
                takesArgument(
                    0, named("org.springaicommunity.mcp.security.server.apikey.ApiKeyEntity"))),
        getClass().getName() + "$AdmittedAdvice");
  }

  @SuppressWarnings("unused")
  public static class AdmittedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit() {
      Admission.byStaticKey();
    }
  }
}
