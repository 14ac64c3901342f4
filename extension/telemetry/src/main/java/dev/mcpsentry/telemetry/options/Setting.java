package dev.mcpsentry.telemetry.options;

import java.util.Locale;

/**
 * One line of the settings catalogue.
 *
 * @param property the name as a system property and in the agent's configuration file
 * @param codec how it is written
 * @param defaultText the default as a user would write it, empty for none
 * @param defaultValue what the default means
 * @param meaning one sentence for the documentation
 */
public record Setting<T>(
    String property, Codec<T> codec, String defaultText, T defaultValue, String meaning) {

  /**
   * A setting whose default is written like any other value.
   *
   * @throws IllegalArgumentException when the default is not
   */
  static <T> Setting<T> of(String property, Codec<T> codec, String defaultText, String meaning) {
    T value =
        codec
            .reading()
            .of(
                defaultText,
                wrong -> {
                  throw new IllegalArgumentException(property + ": " + wrong);
                });
    if (value == null) {
      throw new IllegalArgumentException(property + ": " + defaultText);
    }
    return new Setting<>(property, codec, defaultText, value, meaning);
  }

  /** What to tell the user of a wrong value, for which the default stands in. */
  String complaint(String value) {
    return "%s is not %s: '%s'; using '%s'"
        .formatted(environmentVariable(), codec.expected(), value, defaultText);
  }

  /** The name as an environment variable. */
  public String environmentVariable() {
    return environmentVariable(property);
  }

  // OpenTelemetry's rule
  static String environmentVariable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
