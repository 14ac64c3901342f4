package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** {@code ToolInputValidator}, added in 2.0: runs once a tool was found and before it is called. */
final class ToolInputInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.modelcontextprotocol.util.ToolInputValidator");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("validate").and(isStatic()), getClass().getName() + "$ValidateAdvice");
  }

  @SuppressWarnings("unused")
  public static class ValidateAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object refusal) {
      SessionHooks.compared(refusal);
    }
  }
}
