package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Sessions of streamable HTTP servers. */
@AutoService(InstrumentationModule.class)
public final class StreamableServerModule extends McpInstrumentationModule {

  public StreamableServerModule() {
    super("mcp-java-sdk", "mcp-java-sdk-0.8", "mcp-java-sdk-server");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    // added in 0.11
    return hasClassesNamed("io.modelcontextprotocol.spec.McpStreamableServerSession");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new StreamableSessionInstrumentation(),
        new StreamableStreamInstrumentation(),
        new StreamableFactoryInstrumentation());
  }
}
