package dev.mcpsentry.instrumentation.ratelimiters;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** Every limiter that can be hooked: none of the hooks needs its library's types. */
@AutoService(InstrumentationModule.class)
public final class RateLimitersModule extends McpInstrumentationModule {

  public RateLimitersModule() {
    super("mcp-rate-limiters");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(
        new Bucket4jInstrumentation(),
        new Bucket4jProbeInstrumentation(),
        new Resilience4jInstrumentation(),
        new GatewayLimiterInstrumentation(),
        new GatewayKeyInstrumentation(),
        new QuarkusBucket4jInstrumentation(),
        new SmallRyeInstrumentation());
  }
}
