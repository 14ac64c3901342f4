package dev.mcpsentry.instrumentation.advice;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import dev.mcpsentry.telemetry.rule.Rules;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries instrumentation settings from the agent's configuration file to helper classes. Those
 * live beside the application, where only system properties and the environment can be seen.
 */
public final class HelperSettings {

  private final SettingsReader agent;
  private final SettingsReader process;
  private final SettingsWriter helpers;

  /**
   * @param agent the agent's configuration
   * @param process what helpers see without us
   * @param helpers what they see too
   */
  HelperSettings(SettingsReader agent, SettingsReader process, SettingsWriter helpers) {
    this.agent = agent;
    this.process = process;
    this.helpers = helpers;
  }

  /**
   * Publishes, as system properties, what only the file has of the settings that helpers read, and
   * says on stderr which values are wrong.
   */
  public static void publish(AutoConfigurationCustomizer customizer) {
    customizer.addPropertiesCustomizer(
        config -> {
          HookReport.INSTANCE.readFrom(config::getString);
          publish(new SettingsReader(config::getString));
          return Map.of();
        });
  }

  /** Says on stderr which values are wrong of those that helpers find without us. */
  public static void check() {
    publish(SettingsReader.ofProcess());
  }

  private static void publish(SettingsReader agent) {
    HelperSettings settings =
        new HelperSettings(agent, SettingsReader.ofProcess(), SettingsWriter.toProcess());
    StderrLog log = new StderrLog();
    Settings.OF_HELPERS.forEach(setting -> settings.publish(setting, log::line));
    settings.checkRules(log::line);
  }

  <T> void publish(Setting<T> setting, Consumer<String> complaints) {
    String value = agent.given(setting);
    if (value == null) {
      return;
    }
    String complaint = complaint(setting, value);
    if (complaint != null) {
      complaints.accept(complaint);
    }
    if (process.given(setting) == null) {
      helpers.put(setting, agent.get(setting));
    }
  }

  /** Says of each rule that is wrong where and why; the others count. */
  void checkRules(Consumer<String> complaints) {
    Setting<String> setting = Settings.RULES;
    Rules unused =
        Rules.of(
            agent.get(setting),
            wrong -> complaints.accept(setting.environmentVariable() + ", " + wrong));
  }

  /** What is wrong with the value; null when nothing is. */
  static @Nullable String complaint(Setting<?> setting, String value) {
    SettingsReader reader = new SettingsReader(name -> value);
    reader.get(setting);
    return reader.complaints().isEmpty() ? null : reader.complaints().get(0);
  }
}
