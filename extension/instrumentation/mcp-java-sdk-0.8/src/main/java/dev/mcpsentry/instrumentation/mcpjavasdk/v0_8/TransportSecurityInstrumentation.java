package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** What a transport throws at whom it refuses by the headers of the request. */
final class TransportSecurityInstrumentation implements TypeInstrumentation {

  static final String REFUSAL =
      "io.modelcontextprotocol.server.transport.ServerTransportSecurityException";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(REFUSAL);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        isConstructor().and(takesArguments(int.class, String.class)),
        getClass().getName() + "$RefusedAdvice");
  }

  @SuppressWarnings("unused")
  public static class RefusedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Argument(1) @Nullable String message) {
      TransportSecurity.refused(message);
    }
  }
}
