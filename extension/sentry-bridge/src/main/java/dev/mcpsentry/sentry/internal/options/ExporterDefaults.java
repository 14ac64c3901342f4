package dev.mcpsentry.sentry.internal.options;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Switches OpenTelemetry's default OTLP exporters off for whoever only wants Sentry. A signal with
 * an exporter or an OTLP endpoint of the user's choice stays as it is.
 */
public final class ExporterDefaults {

  private static final List<String> SIGNALS = List.of("traces", "metrics", "logs");

  private static final String LOGS = "otel.logs.exporter";

  private ExporterDefaults() {}

  /** The properties to add. */
  public static Map<String, String> of(ConfigProperties config) {
    Map<String, String> defaults = new HashMap<>();
    for (String signal : SIGNALS) {
      String exporter = "otel." + signal + ".exporter";
      if (unset(config.getString(exporter))
          && unset(config.getString("otel.exporter.otlp.endpoint"))
          && unset(config.getString("otel.exporter.otlp." + signal + ".endpoint"))) {
        defaults.put(exporter, "none");
      }
    }
    if (defaults.containsKey(LOGS) || "none".equals(config.getString(LOGS))) {
      defaults.putAll(LogDefaults.of(config));
    }
    return defaults;
  }

  private static boolean unset(@Nullable String value) {
    return value == null || value.isBlank();
  }
}
