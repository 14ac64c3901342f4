package dev.mcpsentry.instrumentation.vertxhttp.v4_5;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Vert.x' HTTP/1 server, which is Quarkus' too. */
@AutoService(InstrumentationModule.class)
public final class VertxHttpModule extends McpInstrumentationModule {

  public VertxHttpModule() {
    super("mcp-vertx-http", "mcp-vertx-http-4.5");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(ServerConnectionInstrumentation.CONNECTION);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new ServerConnectionInstrumentation());
  }
}
