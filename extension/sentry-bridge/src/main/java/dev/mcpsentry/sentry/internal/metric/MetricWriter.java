package dev.mcpsentry.sentry.internal.metric;

import dev.mcpsentry.sentry.internal.convention.AttributeWriter;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.convention.ValueForm;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/**
 * Writes measurements as a container of Sentry's trace metrics. One instance serves one thread.
 * Rules: Sentry's developer documentation on metrics.
 */
final class MetricWriter {

  // self-hosted servers of 2025 turn the whole envelope away for a metric of more than 2 KiB
  private static final int MAX_METRIC_BYTES = 2048;

  private static final int MAX_METRICS = 1_000;
  private static final int FULL_BYTES = 512 * 1024;

  private final JsonBytes json = new JsonBytes();
  private final AttributeWriter attributes;
  private final byte[] about;
  private final String traceId;
  private int metrics;

  /**
   * @param traceId of what was measured outside any trace
   */
  MetricWriter(About about, Identity identity, Redaction redaction, String traceId) {
    this.about = about.attributes();
    this.attributes =
        new AttributeWriter(json, ValueForm.TYPED, identity, McpNames.CURRENT_AND_OLDER, redaction);
    this.traceId = traceId;
  }

  /** How many were written since the last {@link #finish}. */
  int size() {
    return metrics;
  }

  boolean isFull() {
    return metrics >= MAX_METRICS || json.length() > FULL_BYTES;
  }

  /** Adds one to the container; one that cannot be written leaves nothing behind. */
  void add(Measurement measurement) {
    if (metrics == 0) {
      json.clear().beginObject().field("version", 2).key("items").beginArray();
    }
    int before = json.length();
    try {
      write(measurement, before);
      metrics++;
    } catch (RuntimeException | Error problem) {
      json.rewind(before);
      throw problem;
    }
  }

  private void write(Measurement measurement, int start) {
    SpanContext span = measurement.span();
    json.beginObject()
        .key("timestamp")
        .seconds(measurement.epochNanos())
        .field("trace_id", span == null ? traceId : span.getTraceId());
    if (span != null) {
      json.field("span_id", span.getSpanId());
    }
    json.field("type", measurement.type().wireName()).field("name", measurement.name());
    json.key("value").value(measurement.value());
    json.field("unit", measurement.unit());
    json.key("attributes").beginObject();
    // how Sentry counts one value as several
    if (measurement.weight() > 1) {
      attributes.number("sentry.client_sample_rate", 1.0 / measurement.weight());
    }
    attributes.of(measurement.attributes());
    attributes.user(measurement.user());
    int room = start + MAX_METRIC_BYTES - about.length;
    measurement.attributes().forEach((key, value) -> attribute(key, value, room));
    json.raw(about).endObject().endObject();
  }

  private void attribute(AttributeKey<?> key, Object value, int room) {
    // Sentry knows no lists there
    if (value instanceof List<?>) {
      return;
    }
    int before = json.length();
    attributes.accept(key, value);
    if (json.length() > room - "}}".length()) {
      json.rewind(before);
    }
  }

  /** Ends the payload, valid until the next is begun. */
  JsonBytes finish() {
    metrics = 0;
    return json.endArray().endObject();
  }
}
