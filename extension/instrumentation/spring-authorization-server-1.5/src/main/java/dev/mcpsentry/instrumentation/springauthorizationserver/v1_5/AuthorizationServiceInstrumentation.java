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
import org.jspecify.annotations.Nullable;

/** Whatever keeps grants: what the server reads and writes of them while it decides. */
final class AuthorizationServiceInstrumentation implements TypeInstrumentation {

  private static final String SERVICE = SERVER + "OAuth2AuthorizationService";

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
        named("findByToken").and(takesArguments(2)), getClass().getName() + "$FoundAdvice");
    transformer.applyAdviceToMethod(
        named("save").and(takesArguments(1)), getClass().getName() + "$SavedAdvice");
  }

  @SuppressWarnings("unused")
  public static class FoundAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Return @Nullable Object authorization) {
      ProviderCall.found(authorization);
    }
  }

  @SuppressWarnings("unused")
  public static class SavedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Argument(0) @Nullable Object authorization) {
      ProviderCall.saved(authorization);
    }
  }
}
