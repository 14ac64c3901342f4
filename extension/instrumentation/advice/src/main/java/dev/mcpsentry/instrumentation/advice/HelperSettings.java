package dev.mcpsentry.instrumentation.advice;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries instrumentation settings from the agent's configuration file to helper classes. Those
 * live beside the application, where only system properties and the environment can be seen.
 */
public final class HelperSettings {

  private static final String PREFIX = "otel.instrumentation.mcp.";
  private static final Set<String> FLAGS = Set.of("true", "false", "");

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
          for (Setting setting : Settings.ALL) {
            if (setting.property().startsWith(PREFIX)) {
              publish(setting, config, log);
            }
          }
          publish(Settings.CAPTURED_HEADERS, config, log);
          return Map.of();
        });
  }

  private static void publish(Setting setting, ConfigProperties config, StderrLog log) {
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
  static @Nullable String complaint(Setting setting, String value) {
    return setting.isFlag() && !FLAGS.contains(value.trim().toLowerCase(Locale.ROOT))
        ? setting.complaint(value, "true or false")
        : null;
  }
}
