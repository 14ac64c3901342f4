package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** Methods and tool callbacks of Spring AI. */
@AutoService(InstrumentationModule.class)
public final class SpringAiMcpModule extends McpInstrumentationModule {

  public SpringAiMcpModule() {
    super("spring-ai-mcp", "spring-ai-mcp-1.0");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new ToolMethodInstrumentation(),
        new ToolCallbackInstrumentation(),
        new InvokedMethodInstrumentation());
  }
}
