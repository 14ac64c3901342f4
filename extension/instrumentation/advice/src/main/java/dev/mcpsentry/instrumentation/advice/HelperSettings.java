package dev.mcpsentry.instrumentation.advice;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries instrumentation settings from the agent's configuration file to helper classes. Those
 * live beside the application, where only system properties and the environment can be seen.
 */
public final class HelperSettings {

  private HelperSettings() {}

  /**
   * Publishes, as system properties, what only the file has of the settings that helpers read, and
   * says on stderr which values are wrong.
   */
  public static void publish(AutoConfigurationCustomizer customizer) {
    customizer.addPropertiesCustomizer(
        config -> {
          HookReport.INSTANCE.readFrom(config::getString);
          StderrLog log = new StderrLog();
          for (Setting<?> setting : Settings.OF_HELPERS) {
            publish(setting, config, log);
          }
          return Map.of();
        });
  }

  private static void publish(Setting<?> setting, ConfigProperties config, StderrLog log) {
    String value = config.getString(setting.property());
    if (value == null) {
      return;
    }
    String complaint = complaint(setting, value);
    if (complaint != null) {
      log.line(complaint);
    }
    if (System.getProperty(setting.property()) == null
        && System.getenv(setting.environmentVariable()) == null) {
      System.setProperty(setting.property(), value);
    }
  }

  /** What is wrong with the value; null when nothing is. */
  static @Nullable String complaint(Setting<?> setting, String value) {
    SettingsReader reader = new SettingsReader(name -> value);
    reader.get(setting);
    return reader.complaints().isEmpty() ? null : reader.complaints().get(0);
  }
}
