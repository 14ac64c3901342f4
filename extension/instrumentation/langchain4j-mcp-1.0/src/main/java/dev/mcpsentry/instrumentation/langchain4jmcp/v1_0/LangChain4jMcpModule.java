package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.HookedLandmark;
import dev.mcpsentry.instrumentation.advice.KnownLibrary;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Clients and their transports; one module, because what differs is read by reflection. */
@AutoService(InstrumentationModule.class)
public final class LangChain4jMcpModule extends McpInstrumentationModule {

  public LangChain4jMcpModule() {
    super("langchain4j-mcp", "langchain4j-mcp-1.0");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(TransportInstrumentation.TRANSPORT);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new HookedLandmark(KnownLibrary.LANGCHAIN4J_MCP_CLIENT),
        new TransportInstrumentation(),
        new OperationHandlerInstrumentation(),
        new ClientInstrumentation());
  }
}
