package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rules of {@code log} containers. */
final class LogRules {

  static final String CONTENT_TYPE = "application/vnd.sentry.items.log+json";
  private static final int MAX_BYTES = 1024 * 1024;
  private static final Set<String> LEVELS =
      Set.of("trace", "debug", "info", "warn", "error", "fatal");

  private LogRules() {}

  static void check(EnvelopeItem item, Envelope envelope) {
    item.requireAtMost(MAX_BYTES);
    List<String> traces = new ArrayList<>();
    for (JsonNode log : item.container(CONTENT_TYPE)) {
      Fields.time(log, "timestamp");
      traces.add(Fields.traceId(log));
      Fields.oneOf(log, "level", LEVELS);
      if (!log.path("body").isTextual()) {
        throw Rejection.malformed("body is no text: " + log.get("body"));
      }
      Attributes.check(log.path("attributes"));
    }
    EnvelopeRules.checkTraces(envelope, traces, "logs");
  }
}
