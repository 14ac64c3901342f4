package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules of {@code span} containers, Sentry's span protocol version 2. */
final class SpanRules {

  static final String CONTENT_TYPE = "application/vnd.sentry.items.span.v2+json";
  private static final int MAX_SPANS = 1000;

  private SpanRules() {}

  static void check(EnvelopeItem item, Envelope envelope) {
    JsonNode spans = item.container(CONTENT_TYPE);
    if (item.json().path("version").asInt() != 2) {
      throw Rejection.malformed("version of a span container is " + item.json().get("version"));
    }
    if (spans.size() > MAX_SPANS) {
      throw Rejection.malformed(spans.size() + " spans, limit " + MAX_SPANS);
    }
    Set<String> traces = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode span : spans) {
      traces.add(Fields.traceId(span));
      if (!ids.add(Fields.spanId(span, "span_id"))) {
        throw Rejection.malformed("a span twice: " + span.get("span_id"));
      }
      Fields.text(span, "name");
      Fields.oneOf(span, "status", Set.of("ok", "error"));
      if (!span.path("is_segment").isBoolean()) {
        throw Rejection.malformed("is_segment is missing");
      }
      if (Fields.time(span, "end_timestamp") < Fields.time(span, "start_timestamp")) {
        throw Rejection.malformed("end_timestamp lies before start_timestamp");
      }
      Attributes.check(span.path("attributes"));
    }
    ObjectNode context = envelope.samplingContext();
    if (context == null) {
      throw Rejection.malformed("spans without a sampling context");
    }
    EnvelopeRules.checkTraces(envelope, List.copyOf(traces), "spans");
    if (traces.size() > 1) {
      throw Rejection.malformed("spans of " + traces.size() + " traces in one container");
    }
  }
}
