package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules of {@code trace_metric} containers. One metric too large discards the whole envelope; what
 * Sentry would rewrite without a word, a name or a unit, is rejected as well. Source: Relay, as of
 * August 2026.
 */
final class MetricRules {

  static final String CONTENT_TYPE = "application/vnd.sentry.items.trace-metric+json";
  private static final int MAX_METRIC_BYTES = 1024 * 1024;
  private static final Set<String> TYPES = Set.of("counter", "gauge", "distribution");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]+");

  /** Durations, amounts of information and fractions; any other unit becomes none. */
  private static final Set<String> UNITS =
      Set.of(
          "nanosecond",
          "microsecond",
          "millisecond",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "bit",
          "byte",
          "kilobyte",
          "kibibyte",
          "megabyte",
          "mebibyte",
          "gigabyte",
          "gibibyte",
          "terabyte",
          "tebibyte",
          "petabyte",
          "pebibyte",
          "exabyte",
          "exbibyte",
          "ratio",
          "percent");

  private MetricRules() {}

  static void check(EnvelopeItem item, Envelope envelope) {
    List<String> traces = new ArrayList<>();
    for (JsonNode metric : item.container(CONTENT_TYPE)) {
      int size = metric.toString().getBytes(StandardCharsets.UTF_8).length;
      if (size > MAX_METRIC_BYTES) {
        throw Rejection.tooLarge("metric has " + size + " bytes, limit " + MAX_METRIC_BYTES);
      }
      Fields.time(metric, "timestamp");
      Fields.oneOf(metric, "type", TYPES);
      checkName(Fields.text(metric, "name"));
      checkValue(metric.path("value"));
      if (metric.hasNonNull("unit")) {
        Fields.oneOf(metric, "unit", UNITS);
      }
      traces.add(Fields.traceId(metric));
      Attributes.check(metric.path("attributes"));
    }
    EnvelopeRules.checkTraces(envelope, traces, "metrics");
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Rejection.malformed("name has characters that become _: " + name);
    }
  }

  // a number beyond what a double holds reads as infinite
  private static void checkValue(JsonNode value) {
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw Rejection.malformed("value is no finite number: " + value);
    }
  }
}
