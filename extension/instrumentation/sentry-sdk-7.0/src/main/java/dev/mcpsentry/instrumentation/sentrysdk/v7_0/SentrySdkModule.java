package dev.mcpsentry.instrumentation.sentrysdk.v7_0;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** Sentry's SDK for Java. */
@AutoService(InstrumentationModule.class)
public final class SentrySdkModule extends McpInstrumentationModule {

  public SentrySdkModule() {
    super("mcp-sentry-sdk", "mcp-sentry-sdk-7.0");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new SentryInstrumentation());
  }
}
