package dev.mcpsentry.instrumentation.advice;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;

/** Base of every module: knows which of our classes live beside the application. */
public abstract class McpInstrumentationModule extends InstrumentationModule {

  /**
   * @param mainName the name that switches the whole library: {@code
   *     otel.instrumentation.<name>.enabled}
   * @param names further names, from general to particular
   */
  protected McpInstrumentationModule(String mainName, String... names) {
    super(mainName, names);
  }

  /**
   * Before the agent's own modules: what they return is then wrapped around ours, and a span of
   * theirs for the same request is there when we look for one.
   */
  @Override
  public int order() {
    return -1;
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("dev.mcpsentry.telemetry.")
        || className.startsWith("dev.mcpsentry.instrumentation.");
  }
}
