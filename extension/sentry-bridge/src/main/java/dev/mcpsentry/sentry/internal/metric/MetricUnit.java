package dev.mcpsentry.sentry.internal.metric;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Units of OpenTelemetry, which are UCUM's, in Sentry's words. Sentry keeps durations, information
 * and fractions, and makes none of any other.
 */
final class MetricUnit {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("ns", "nanosecond"),
          Map.entry("us", "microsecond"),
          Map.entry("ms", "millisecond"),
          Map.entry("s", "second"),
          Map.entry("min", "minute"),
          Map.entry("h", "hour"),
          Map.entry("d", "day"),
          Map.entry("wk", "week"),
          Map.entry("bit", "bit"),
          Map.entry("By", "byte"),
          Map.entry("kBy", "kilobyte"),
          Map.entry("KiBy", "kibibyte"),
          Map.entry("MBy", "megabyte"),
          Map.entry("MiBy", "mebibyte"),
          Map.entry("GBy", "gigabyte"),
          Map.entry("GiBy", "gibibyte"),
          Map.entry("TBy", "terabyte"),
          Map.entry("TiBy", "tebibyte"),
          Map.entry("%", "percent"));

  private MetricUnit() {}

  /** Sentry's word, or null. A bare {@code 1} is a ratio only where the name says so. */
  static @Nullable String of(String name, String unit) {
    if (unit.equals("1")) {
      return name.endsWith("utilization") || name.endsWith("ratio") ? "ratio" : null;
    }
    return WORDS.get(unit);
  }
}
