package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rules of {@code client_report} items. */
final class ClientReportRules {

  private static final int MAX_BYTES = 4096;

  private ClientReportRules() {}

  static void check(EnvelopeItem item) {
    item.requireAtMost(MAX_BYTES);
    ObjectNode report = item.json();
    JsonNode discarded = report.path("discarded_events");
    if (!discarded.isArray() || discarded.isEmpty()) {
      throw Rejection.malformed("client report without discarded_events");
    }
    for (JsonNode entry : discarded) {
      Fields.text(entry, "reason");
      Fields.text(entry, "category");
      if (Fields.count(entry, "quantity") == 0) {
        throw Rejection.malformed("client report of nothing: " + entry);
      }
    }
  }
}
