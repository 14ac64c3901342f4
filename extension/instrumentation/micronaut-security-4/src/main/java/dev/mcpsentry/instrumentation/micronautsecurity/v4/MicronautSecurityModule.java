package dev.mcpsentry.instrumentation.micronautsecurity.v4;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Whoever signs in at a Micronaut server, by whatever means. */
@AutoService(InstrumentationModule.class)
public final class MicronautSecurityModule extends McpInstrumentationModule {

  public MicronautSecurityModule() {
    super("mcp-micronaut-security", "mcp-micronaut-security-4");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(SecurityFilterInstrumentation.FILTER);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new SecurityFilterInstrumentation(), new AuthorizationExceptionInstrumentation());
  }
}
