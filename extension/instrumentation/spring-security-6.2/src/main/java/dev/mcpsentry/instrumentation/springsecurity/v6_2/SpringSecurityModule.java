package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Resource servers, and whom servlets refuse. */
@AutoService(InstrumentationModule.class)
public final class SpringSecurityModule extends McpInstrumentationModule {

  public SpringSecurityModule() {
    super("mcp-spring-security", "mcp-spring-security-6.2");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed("org.springframework.security.core.Authentication");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new VerifiedTokenInstrumentation(),
        RefusalInstrumentation.OF_STRANGERS,
        RefusalInstrumentation.OF_ACCESS);
  }
}
