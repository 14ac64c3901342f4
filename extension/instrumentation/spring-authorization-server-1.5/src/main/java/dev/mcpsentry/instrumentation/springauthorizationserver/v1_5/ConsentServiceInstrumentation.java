package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import static dev.mcpsentry.instrumentation.springauthorizationserver.v1_5.SpringAuthorizationServerModule.SERVER;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Whatever keeps consent: that it was taken back. */
final class ConsentServiceInstrumentation implements TypeInstrumentation {

  private static final String SERVICE = SERVER + "OAuth2AuthorizationConsentService";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(SERVICE);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(SERVICE));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("remove").and(takesArguments(1)), getClass().getName() + "$RemovedAdvice");
  }

  @SuppressWarnings("unused")
  public static class RemovedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit() {
      ProviderCall.consentRemoved();
    }
  }
}
