package dev.mcpsentry.instrumentation.micronauthttp.v4;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Micronaut's HTTP server on Netty. */
@AutoService(InstrumentationModule.class)
public final class MicronautHttpModule extends McpInstrumentationModule {

  public MicronautHttpModule() {
    super("mcp-micronaut-http", "mcp-micronaut-http-4");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(PipeliningServerHandlerInstrumentation.HANDLER);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new PipeliningServerHandlerInstrumentation());
  }
}
