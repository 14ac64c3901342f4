package dev.mcpsentry.telemetry.options;

import java.util.Locale;

/**
 * One line of the settings catalogue.
 *
 * @param kind whose it is
 * @param property the name as a system property and in the agent's configuration file
 * @param codec how it is written
 * @param defaultText the default as a user would write it, empty for none
 * @param defaultValue what the default means
 * @param meaning one sentence for the documentation
 * @param example what somebody might write, for the documentation; empty for none
 */
public record Setting<T>(
    Kind kind,
    String property,
    Codec<T> codec,
    String defaultText,
    T defaultValue,
    String meaning,
    String example) {

  /** Whose a setting is. */
  public enum Kind {
    /** Ours, for the user to make; in the documentation. */
    DOCUMENTED,
    /** Another name for one of ours. */
    ALIAS,
    /** OpenTelemetry's own. */
    OPENTELEMETRY,
    /**
     * Nobody's to make: what one class loader tells the others, as a system property. The
     * environment, which child processes inherit, does not say it.
     */
    INTERNAL
  }

  /** A setting of ours. */
  static <T> Setting<T> of(String property, Codec<T> codec, String defaultText, String meaning) {
    return of(Kind.DOCUMENTED, property, codec, defaultText, meaning);
  }

  /**
   * A setting whose default is written like any other value.
   *
   * @throws IllegalArgumentException when the default is not
   */
  static <T> Setting<T> of(
      Kind kind, String property, Codec<T> codec, String defaultText, String meaning) {
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
    String example = value instanceof Boolean flag ? String.valueOf(!flag) : "";
    return new Setting<>(kind, property, codec, defaultText, value, meaning, example);
  }

  /** The same with an example. */
  Setting<T> like(String text) {
    return new Setting<>(kind, property, codec, defaultText, defaultValue, meaning, text);
  }

  /**
   * What to tell the user of a wrong value, for which the default stands in.
   *
   * @param place where it stood, in words
   */
  String complaint(String value, String place) {
    return "%s is not %s: '%s' (%s); using '%s'"
        .formatted(environmentVariable(), codec.expected(), value, place, defaultText);
  }

  /** The name as an environment variable, by OpenTelemetry's rule. */
  public String environmentVariable() {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
