package dev.mcpsentry.telemetry.options;

import java.util.Locale;

/**
 * One line of the settings catalogue.
 *
 * @param property the name as a system property and in the agent's configuration file
 * @param defaultValue the default as a user would write it, empty for none
 * @param meaning one sentence for the documentation
 */
public record Setting(String property, String defaultValue, String meaning) {

  /** Whether it is true or false. */
  public boolean isFlag() {
    return defaultValue.equals("true") || defaultValue.equals("false");
  }

  /** What to tell the user of a wrong value, for which the default stands in. */
  public String complaint(String value, String expected) {
    return "%s is not %s: '%s'; using '%s'"
        .formatted(environmentVariable(), expected, value, defaultValue);
  }

  /** The name as an environment variable: upper case, dots and hyphens become underscores. */
  public String environmentVariable() {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
