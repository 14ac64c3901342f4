package dev.mcpsentry.sentry;

import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.ResourceConfiguration;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way from OpenTelemetry to Sentry. The only public type of the module for others. */
public final class SentryBridge {

  private static final class Declared {
    static final DeclaredComponents COMPONENTS = components();

    private static DeclaredComponents components() {
      ConfigProperties process =
          DefaultConfigProperties.create(
              Map.of(), ComponentLoader.forClassLoader(SentryBridge.class.getClassLoader()));
      return new DeclaredComponents(
          process, ResourceConfiguration.createEnvironmentResource(process), new StderrLog());
    }
  }

  private SentryBridge() {}

  /**
   * The part of the bridge that a file of OpenTelemetry's declarative configuration names. Our own
   * settings are system properties and environment variables there.
   *
   * @param type a component's of the SDK
   * @return null for none: without a DSN, with a malformed one, or when it was made already
   */
  public static @Nullable Object component(Class<?> type) {
    return Declared.COMPONENTS.of(type);
  }

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
          .addMeterProviderCustomizer(installation::meterProvider)
          .addTracerProviderCustomizer(installation::tracerProvider)
          .addLoggerProviderCustomizer(installation::loggerProvider);
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
  }
}
