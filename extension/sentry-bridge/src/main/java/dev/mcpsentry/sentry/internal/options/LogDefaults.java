package dev.mcpsentry.sentry.internal.options;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the agent's instrumentations of logging libraries tell thread, template, markers, MDC and
 * {@code key=value} pairs, where nobody but us is told. Whoever has chosen an exporter for logs
 * gets what he always got. Arguments alone are left out: without the words around them nobody knows
 * which is a secret.
 */
final class LogDefaults {

  private static final String PREFIX = "otel.instrumentation.";
  private static final List<String> LIBRARIES =
      List.of("logback-appender", "log4j-appender", "java-util-logging", "jboss-logmanager");

  private static final Map<String, String> EACH =
      Map.of(
          ".experimental-log-attributes", "true",
          ".experimental.capture-template", "true",
          ".experimental.capture-marker-attribute", "true",
          // selectors in the agent's 2.33, before that switches
          ".experimental.mdc-attributes.included", "*",
          ".experimental.capture-mdc-attributes", "*",
          ".experimental.capture-key-value-pair-attributes", "true");

  private static final String PAIRS =
      "otel.instrumentation.common.logging.structured-attributes.included";

  private LogDefaults() {}

  /** The properties to add; none that the user gave. */
  static Map<String, String> of(ConfigProperties config) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put(PAIRS, "*");
    for (String library : LIBRARIES) {
      EACH.forEach((key, value) -> defaults.put(PREFIX + library + key, value));
    }
    defaults.keySet().removeIf(property -> config.getString(property) != null);
    return defaults;
  }
}
