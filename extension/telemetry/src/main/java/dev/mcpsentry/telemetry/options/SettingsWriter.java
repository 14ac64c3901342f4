package dev.mcpsentry.telemetry.options;

import java.util.function.BiConsumer;

/**
 * Writes settings of the catalogue where a {@link SettingsReader} in another class loader finds
 * them.
 */
public final class SettingsWriter {

  private final BiConsumer<String, String> properties;

  /** Writes texts under the names of the properties. */
  public SettingsWriter(BiConsumer<String, String> properties) {
    this.properties = properties;
  }

  /** Writes system properties. */
  public static SettingsWriter toProcess() {
    return new SettingsWriter(System::setProperty);
  }

  /** Writes the value in place of what was there. */
  public <T> void put(Setting<T> setting, T value) {
    properties.accept(setting.property(), setting.codec().text(value));
  }
}
