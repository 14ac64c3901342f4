package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Whoever signs in at a Quarkus server, by whatever mechanism. */
@AutoService(InstrumentationModule.class)
public final class QuarkusHttpSecurityModule extends McpInstrumentationModule {

  static final String NAME = "mcp-quarkus-http-security";

  public QuarkusHttpSecurityModule() {
    super(NAME, NAME + "-3.20");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(HttpUserInstrumentation.USER);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new HttpUserInstrumentation("$SignedInAdvice"), new ChallengeDataInstrumentation());
  }
}
