package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Whom WebFlux refuses. */
@AutoService(InstrumentationModule.class)
public final class SpringSecurityReactiveModule extends McpInstrumentationModule {

  public SpringSecurityReactiveModule() {
    super("mcp-spring-security", "mcp-spring-security-6.2", "mcp-spring-security-reactive");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(ReactiveRefusalInstrumentation.OF_STRANGERS.type());
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        ReactiveRefusalInstrumentation.OF_STRANGERS, ReactiveRefusalInstrumentation.OF_ACCESS);
  }
}
