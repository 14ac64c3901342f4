package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.matcher.ElementMatcher;

/** Whoever signs in with a JWT: apart, because not every Quarkus server has them. */
@AutoService(InstrumentationModule.class)
public final class JsonWebTokenModule extends McpInstrumentationModule {

  public JsonWebTokenModule() {
    super(QuarkusHttpSecurityModule.NAME, QuarkusHttpSecurityModule.NAME + "-jwt");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(
        HttpUserInstrumentation.USER, "org.eclipse.microprofile.jwt.JsonWebToken");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new HttpUserInstrumentation("$VerifiedAdvice"));
  }
}
