package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** {@code @McpTool} methods. */
final class ToolMethodInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(
        // mcp-annotations 0.8 and 0.9, under Spring AI 1.1
        "org.springaicommunity.mcp.method.tool.AbstractMcpToolMethodCallback",
        // since Spring AI 2.0
        "org.springframework.ai.mcp.annotation.method.tool.AbstractMcpToolMethodCallback");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(named("callMethod"), getClass().getName() + "$ThrownAdvice");
    transformer.applyAdviceToMethod(
        named("buildMethodArguments"), getClass().getName() + "$ArgumentsAdvice");
  }

  @SuppressWarnings("unused")
  public static class ArgumentsAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void exit(@Advice.Thrown @Nullable Throwable thrown) {
      SwallowedExceptions.argumentsRead(thrown);
    }
  }

  @SuppressWarnings("unused")
  public static class ThrownAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void exit(@Advice.Thrown @Nullable Throwable thrown) {
      SwallowedExceptions.keep(thrown);
    }
  }
}
