package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Authorization servers. */
@AutoService(InstrumentationModule.class)
public final class SpringAuthorizationServerModule extends McpInstrumentationModule {

  /** The package of the library. */
  static final String SERVER = "org.springframework.security.oauth2.server.authorization.";

  public SpringAuthorizationServerModule() {
    super("mcp-spring-authorization-server", "mcp-spring-authorization-server-1.5");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(SERVER + "OAuth2AuthorizationService");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new ProviderInstrumentation(),
        new AuthorizationServiceInstrumentation(),
        new ConsentServiceInstrumentation(),
        new ClientRepositoryInstrumentation(),
        new TokenClientInstrumentation());
  }
}
