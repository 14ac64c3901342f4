package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code @McpPrompt} and {@code @McpResource} methods. They are called in eight classes, some of
 * them in lambdas, and every one asks here for the root of the exception whose text alone it passes
 * on.
 */
final class InvokedMethodInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(
        // mcp-annotations 0.8 and 0.9, under Spring AI 1.1
        "org.springaicommunity.mcp.ErrorUtils",
        // since Spring AI 2.0
        "org.springframework.ai.mcp.annotation.common.ErrorUtils");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("findCauseUsingPlainJava").and(isStatic()).and(takesArgument(0, Throwable.class)),
        getClass().getName() + "$RootAdvice");
  }

  @SuppressWarnings("unused")
  public static class RootAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.Argument(0) @Nullable Throwable thrown) {
      if (thrown != null) {
        SwallowedExceptions.keepInvoked(thrown);
      }
    }
  }
}
