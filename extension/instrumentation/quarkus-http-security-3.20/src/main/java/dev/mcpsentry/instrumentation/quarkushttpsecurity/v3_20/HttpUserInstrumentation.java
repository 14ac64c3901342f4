package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import io.quarkus.security.identity.SecurityIdentity;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * What Quarkus makes of an identity once it is established, for the request it belongs to.
 *
 * @param advice the name of a nested class
 */
record HttpUserInstrumentation(String advice) implements TypeInstrumentation {

  static final String USER = "io.quarkus.vertx.http.runtime.security.QuarkusHttpUser";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(USER);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isConstructor()
            .and(takesArguments(1))
            .and(takesArgument(0, named("io.quarkus.security.identity.SecurityIdentity"))),
        getClass().getName() + advice);
  }

  @SuppressWarnings("unused")
  public static class SignedInAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Argument(0) SecurityIdentity identity) {
      SignedIn.as(identity);
    }
  }

  @SuppressWarnings("unused")
  public static class VerifiedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Argument(0) SecurityIdentity identity) {
      VerifiedJsonWebToken.of(identity);
    }
  }
}
