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

/** Sessions of clients, over every transport. */
@AutoService(InstrumentationModule.class)
public final class ClientSessionModule extends McpInstrumentationModule {

  public ClientSessionModule() {
    super("mcp-java-sdk", "mcp-java-sdk-0.8", "mcp-java-sdk-client");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    // added in 0.8
    return hasClassesNamed("io.modelcontextprotocol.spec.McpClientSession");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new HookedLandmark(KnownLibrary.MCP_JAVA_SDK_CLIENT), new ClientSessionInstrumentation());
  }
}
