package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Tool callbacks that Spring AI offers as MCP tools. */
final class ToolCallbackInstrumentation implements TypeInstrumentation {

  private static final String TOOL_CALLBACK = "org.springframework.ai.tool.ToolCallback";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(TOOL_CALLBACK);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(TOOL_CALLBACK));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("call").and(takesArgument(0, String.class)),
        ToolMethodInstrumentation.class.getName() + "$ThrownAdvice");
    // MethodToolCallback
    transformer.applyAdviceToMethod(
        named("buildMethodArguments"),
        ToolMethodInstrumentation.class.getName() + "$ArgumentsAdvice");
  }
}
