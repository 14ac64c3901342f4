package dev.mcpsentry.instrumentation.springboot.v3_0;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** The start of Spring Boot programs. */
@AutoService(InstrumentationModule.class)
public final class SpringBootModule extends McpInstrumentationModule {

  public SpringBootModule() {
    super("mcp-spring-boot", "mcp-spring-boot-3.0");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new SpringApplicationInstrumentation());
  }
}
