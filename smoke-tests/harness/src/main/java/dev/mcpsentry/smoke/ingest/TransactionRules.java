package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules of {@code transaction} items and the spans in them. */
final class TransactionRules {

  private static final Set<String> STATUSES =
      Set.of(
          "ok",
          "cancelled",
          "unknown",
          "unknown_error",
          "invalid_argument",
          "deadline_exceeded",
          "not_found",
          "already_exists",
          "permission_denied",
          "resource_exhausted",
          "failed_precondition",
          "aborted",
          "out_of_range",
          "unimplemented",
          "internal_error",
          "unavailable",
          "data_loss",
          "unauthenticated");
  private static final Set<String> SOURCES =
      Set.of("custom", "url", "route", "view", "component", "task", "unknown");

  private TransactionRules() {}

  static void check(EnvelopeItem item, Envelope envelope) {
    item.requireAtMost(EventRules.MAX_BYTES);
    ObjectNode transaction = item.json();
    EventRules.requireSameId(transaction, envelope);
    Fields.oneOf(transaction, "type", Set.of("transaction"));
    Fields.text(transaction, "transaction");
    requireOrder(transaction);
    JsonNode trace = transaction.path("contexts").path("trace");
    String traceId = Fields.traceId(trace);
    Set<String> ids = new HashSet<>(Set.of(Fields.spanId(trace, "span_id")));
    checkOptionalSpanFields(trace);
    Fields.oneOf(transaction.path("transaction_info"), "source", SOURCES);
    EnvelopeRules.checkTraces(envelope, List.of(traceId), "transaction");
    for (JsonNode span : transaction.path("spans")) {
      checkSpan(span, traceId);
      if (!ids.add(span.path("span_id").asText())) {
        throw Rejection.malformed("span_id twice: " + span.path("span_id"));
      }
    }
  }

  private static void checkSpan(JsonNode span, String traceId) {
    if (!Fields.traceId(span).equals(traceId)) {
      throw Rejection.malformed("span of another trace: " + span.path("trace_id"));
    }
    Fields.spanId(span, "span_id");
    requireOrder(span);
    checkOptionalSpanFields(span);
  }

  private static void checkOptionalSpanFields(JsonNode span) {
    if (span.hasNonNull("parent_span_id")) {
      Fields.spanId(span, "parent_span_id");
    }
    if (span.hasNonNull("status")) {
      Fields.oneOf(span, "status", STATUSES);
    }
  }

  private static void requireOrder(JsonNode span) {
    if (Fields.time(span, "timestamp") < Fields.time(span, "start_timestamp")) {
      throw Rejection.malformed("timestamp lies before start_timestamp");
    }
  }
}
