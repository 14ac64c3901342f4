package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The rules that look at an envelope as a whole, and the dispatch to those of each item type. */
final class EnvelopeRules {

  private static final Set<String> OPAQUE =
      Set.of("attachment", "check_in", "feedback", "user_report", "profile", "profile_chunk");
  private static final int MAX_SESSION_ITEMS = 100;

  private final SessionRules sessions = new SessionRules();

  /** Checks everything; throws a {@link Rejection} for the first broken rule. */
  void check(Envelope envelope) {
    if (envelope.items().isEmpty()) {
      throw Rejection.malformed("envelope has no item");
    }
    requireOneEventOrTransaction(envelope);
    requireOneContainer(envelope, "log");
    requireOneContainer(envelope, "trace_metric");
    requireOneContainer(envelope, "span");
    if (count(envelope, "session") > MAX_SESSION_ITEMS) {
      throw Rejection.malformed("more than " + MAX_SESSION_ITEMS + " sessions");
    }
    checkSamplingContext(envelope);
    for (EnvelopeItem item : envelope.items()) {
      check(item, envelope);
    }
  }

  private void check(EnvelopeItem item, Envelope envelope) {
    switch (item.type()) {
      case "event" -> EventRules.check(item, envelope);
      case "transaction" -> TransactionRules.check(item, envelope);
      case "log" -> LogRules.check(item, envelope);
      case "trace_metric" -> MetricRules.check(item, envelope);
      case "span" -> SpanRules.check(item, envelope);
      case "session" -> sessions.check(item);
      case "sessions" -> SessionRules.checkAggregates(item);
      case "client_report" -> ClientReportRules.check(item);
      default -> {
        if (!OPAQUE.contains(item.type())) {
          throw Rejection.malformed("unknown item type " + item.type());
        }
      }
    }
  }

  private static void requireOneEventOrTransaction(Envelope envelope) {
    long events = count(envelope, "event");
    long transactions = count(envelope, "transaction");
    if (events + transactions > 1) {
      throw Rejection.malformed(
          events + " events and " + transactions + " transactions, one of either is allowed");
    }
    if (events + transactions == 1) {
      Fields.eventId(envelope.header());
    }
  }

  private static void requireOneContainer(Envelope envelope, String type) {
    if (count(envelope, type) > 1) {
      throw Rejection.malformed("more than one " + type + " container");
    }
  }

  private static void checkSamplingContext(Envelope envelope) {
    ObjectNode context = envelope.samplingContext();
    if (context != null) {
      Fields.traceId(context);
      Fields.text(context, "public_key");
    }
  }

  /** Items of several traces must not come with the sampling context of one. */
  static void checkTraces(Envelope envelope, List<String> traceIds, String what) {
    ObjectNode context = envelope.samplingContext();
    if (context == null) {
      return;
    }
    String trace = context.path("trace_id").asText();
    if (!traceIds.stream().allMatch(trace::equals)) {
      throw Rejection.malformed(what + " of other traces under the sampling context of " + trace);
    }
  }

  private static long count(Envelope envelope, String type) {
    return envelope.items().stream().filter(item -> item.type().equals(type)).count();
  }
}
