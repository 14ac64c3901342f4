package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import static dev.mcpsentry.instrumentation.springauthorizationserver.v1_5.SpringAuthorizationServerModule.SERVER;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Whatever keeps clients: which name belongs to which. */
final class ClientRepositoryInstrumentation implements TypeInstrumentation {

  private static final String REPOSITORY = SERVER + "client.RegisteredClientRepository";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(REPOSITORY);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(REPOSITORY));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        namedOneOf("findByClientId", "findById").and(takesArguments(String.class)),
        getClass().getName() + "$FoundAdvice");
  }

  @SuppressWarnings("unused")
  public static class FoundAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Return @Nullable Object client) {
      ClientNames.found(client);
    }
  }
}
