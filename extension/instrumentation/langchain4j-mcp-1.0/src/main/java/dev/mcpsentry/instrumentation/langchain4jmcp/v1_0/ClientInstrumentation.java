package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code DefaultMcpClient}: waits for answers on the calling thread, and forgets the future when
 * its time is over. No future ever completes then, so the end of the wait is the end of the call.
 */
final class ClientInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("dev.langchain4j.mcp.client.DefaultMcpClient");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        namedOneOf(
                "initialize",
                "executeTool",
                "listTools",
                "listResources",
                "listResourceTemplates",
                "readResource",
                "listPrompts",
                "getPrompt",
                "checkHealth",
                // added in 1.13
                "subscribeToResource",
                "unsubscribeFromResource")
            .and(not(isStatic())),
        getClass().getName() + "$WaitAdvice");
  }

  @SuppressWarnings("unused")
  public static class WaitAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Wait enter() {
      return ClientHooks.waiting();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void exit(
        @Advice.Enter @Nullable Wait wait, @Advice.Thrown @Nullable Throwable thrown) {
      ClientHooks.waited(wait, thrown);
    }
  }
}
