package dev.mcpsentry.sentry;

import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;

/** The way from OpenTelemetry to Sentry. The only public type of the module for others. */
public final class SentryBridge {

  private SentryBridge() {}

  /**
   * Adds what the bridge needs to the agent's SDK; does nothing but print one line when there is no
   * DSN or it is malformed. Never throws.
   */
  public static void install(AutoConfigurationCustomizer customizer) {
    install(customizer, new StderrLog());
  }

  // a Throwable that leaves the customizer turns the whole agent off
  static void install(AutoConfigurationCustomizer customizer, StderrLog log) {
    try {
      Installation installation = new Installation(log);
      customizer
          .addPropertiesCustomizer(installation::properties)
          .addResourceCustomizer(installation::resource)
          .addPropagatorCustomizer(installation::propagator)
          .addSamplerCustomizer(installation::sampler)
          .addTracerProviderCustomizer(installation::tracerProvider)
          .addLoggerProviderCustomizer(installation::loggerProvider);
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
  }
}
