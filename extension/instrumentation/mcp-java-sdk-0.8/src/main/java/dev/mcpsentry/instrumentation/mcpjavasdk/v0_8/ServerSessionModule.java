package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.HookedLandmark;
import dev.mcpsentry.instrumentation.advice.KnownLibrary;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Sessions of stdio and HTTP+SSE servers. */
@AutoService(InstrumentationModule.class)
public final class ServerSessionModule extends McpInstrumentationModule {

  public ServerSessionModule() {
    super("mcp-java-sdk", "mcp-java-sdk-0.8", "mcp-java-sdk-server");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    // added in 0.8
    return hasClassesNamed("io.modelcontextprotocol.spec.McpServerSession");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new HookedLandmark(KnownLibrary.MCP_JAVA_SDK_SERVER),
        new ServerSessionInstrumentation(),
        new FeatureInstrumentation(),
        new ToolInputInstrumentation());
  }
}
