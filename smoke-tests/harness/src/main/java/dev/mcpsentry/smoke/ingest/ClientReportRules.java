package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Rules of {@code client_report} items. */
final class ClientReportRules {

  private static final int MAX_BYTES = 4096;

  /** Those of Sentry's JavaScript SDK 11.12 but {@code unknown}, and the one that counts bytes. */
  private static final Set<String> CATEGORIES =
      Set.of(
          "default",
          "error",
          "transaction",
          "replay",
          "security",
          "attachment",
          "session",
          "internal",
          "profile",
          "monitor",
          "feedback",
          "span",
          "log_item",
          "log_byte",
          "trace_metric",
          "trace_metric_byte");

  private ClientReportRules() {}

  static void check(EnvelopeItem item) {
    item.requireAtMost(MAX_BYTES);
    ObjectNode report = item.json();
    JsonNode discarded = report.path("discarded_events");
    // one that tells nothing is well-formed
    if (!discarded.isArray()) {
      throw Rejection.malformed("client report without discarded_events");
    }
    for (JsonNode entry : discarded) {
      Fields.text(entry, "reason");
      Fields.oneOf(entry, "category", CATEGORIES);
      if (Fields.count(entry, "quantity") == 0) {
        throw Rejection.malformed("client report of nothing: " + entry);
      }
    }
  }
}
