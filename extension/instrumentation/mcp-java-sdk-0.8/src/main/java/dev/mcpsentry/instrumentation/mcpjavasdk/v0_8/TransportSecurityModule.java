package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** HTTP servers that look at where a request comes from and whom it is meant for. */
@AutoService(InstrumentationModule.class)
public final class TransportSecurityModule extends McpInstrumentationModule {

  public TransportSecurityModule() {
    super("mcp-java-sdk", "mcp-java-sdk-0.8", "mcp-java-sdk-server");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    // added in 0.18.3
    return hasClassesNamed(TransportSecurityInstrumentation.REFUSAL);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new TransportSecurityInstrumentation());
  }
}
