package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * What servers make of every tool and prompt they are given, blocking ones too: so a tool is known
 * before its first call.
 */
final class FeatureInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(
        "io.modelcontextprotocol.server.McpServerFeatures$AsyncToolSpecification",
        "io.modelcontextprotocol.server.McpServerFeatures$AsyncPromptSpecification",
        // added in 0.11
        "io.modelcontextprotocol.server.McpStatelessServerFeatures$AsyncToolSpecification",
        "io.modelcontextprotocol.server.McpStatelessServerFeatures$AsyncPromptSpecification");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(isConstructor(), getClass().getName() + "$RegisterAdvice");
  }

  @SuppressWarnings("unused")
  public static class RegisterAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) @Nullable Object feature) {
      SessionHooks.registered(feature);
    }
  }
}
