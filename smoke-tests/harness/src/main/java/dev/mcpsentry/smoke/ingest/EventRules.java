package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Rules of {@code event} items. */
final class EventRules {

  static final int MAX_BYTES = 1024 * 1024;
  private static final Set<String> LEVELS = Set.of("debug", "info", "warning", "error", "fatal");

  private EventRules() {}

  static void check(EnvelopeItem item, Envelope envelope) {
    item.requireAtMost(MAX_BYTES);
    ObjectNode event = item.json();
    requireSameId(event, envelope);
    Fields.time(event, "timestamp");
    if (event.hasNonNull("level")) {
      Fields.oneOf(event, "level", LEVELS);
    }
    for (JsonNode exception : event.path("exception").path("values")) {
      checkException(exception);
    }
    JsonNode trace = event.path("contexts").path("trace");
    if (!trace.isMissingNode()) {
      String traceId = Fields.traceId(trace);
      Fields.spanId(trace, "span_id");
      EnvelopeRules.checkTraces(envelope, List.of(traceId), "event");
    }
  }

  static void requireSameId(ObjectNode payload, Envelope envelope) {
    String header = Fields.eventId(envelope.header());
    if (!Fields.eventId(payload).equalsIgnoreCase(header)) {
      throw Rejection.malformed("event_id differs between header and payload");
    }
  }

  private static void checkException(JsonNode exception) {
    if (!exception.hasNonNull("type") && !exception.hasNonNull("value")) {
      throw Rejection.malformed("exception has neither type nor value");
    }
    JsonNode stacktrace = exception.get("stacktrace");
    if (stacktrace != null && !stacktrace.isNull() && !stacktrace.path("frames").isArray()) {
      throw Rejection.malformed("stacktrace has no frames");
    }
    JsonNode mechanism = exception.get("mechanism");
    if (mechanism != null && !mechanism.isNull()) {
      Fields.text(mechanism, "type");
    }
  }
}
