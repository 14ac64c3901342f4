package dev.mcpsentry.instrumentation.advice;

import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import java.util.Map;

/**
 * Carries instrumentation settings from the agent's configuration file to helper classes. Those
 * live beside the application, where only system properties and the environment can be seen.
 */
public final class HelperSettings {

  private static final String PREFIX = "otel.instrumentation.mcp.";

  private HelperSettings() {}

  /** Publishes, as system properties, settings of ours that only the file has. */
  public static void publish(AutoConfigurationCustomizer customizer) {
    customizer.addPropertiesCustomizer(
        config -> {
          for (Setting setting : Settings.ALL) {
            String property = setting.property();
            String value = property.startsWith(PREFIX) ? config.getString(property) : null;
            if (value != null
                && System.getProperty(property) == null
                && System.getenv(setting.environmentVariable()) == null) {
              System.setProperty(property, value);
            }
          }
          return Map.of();
        });
  }
}
