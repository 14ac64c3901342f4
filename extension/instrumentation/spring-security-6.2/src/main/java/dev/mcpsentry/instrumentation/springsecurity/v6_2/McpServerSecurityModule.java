package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** What the Spring AI community's {@code mcp-server-security} adds for MCP servers. */
@AutoService(InstrumentationModule.class)
public final class McpServerSecurityModule extends McpInstrumentationModule {

  public McpServerSecurityModule() {
    super("mcp-server-security", "mcp-server-security-0.0");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(ApiKeyInstrumentation.TOKEN);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new ApiKeyInstrumentation(), new SessionBindingInstrumentation());
  }
}
