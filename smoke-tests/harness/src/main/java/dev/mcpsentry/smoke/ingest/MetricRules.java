package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rules of {@code trace_metric} containers. One metric too large discards the whole envelope. */
final class MetricRules {

  static final String CONTENT_TYPE = "application/vnd.sentry.items.trace-metric+json";
  private static final int MAX_METRIC_BYTES = 2048;
  private static final Set<String> TYPES = Set.of("counter", "gauge", "distribution");

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
      Fields.text(metric, "name");
      if (!metric.path("value").isNumber()) {
        throw Rejection.malformed("value is no number: " + metric.get("value"));
      }
      traces.add(Fields.traceId(metric));
      Attributes.check(metric.path("attributes"));
    }
    EnvelopeRules.checkTraces(envelope, traces, "metrics");
  }
}
