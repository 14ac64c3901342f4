package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rules of {@code log} containers. */
final class LogRules {

  static final String CONTENT_TYPE = "application/vnd.sentry.items.log+json";
  private static final int MAX_BYTES = 1024 * 1024;
  // in OpenTelemetry's order, four numbers each
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "fatal");
  private static final int NUMBERS_A_LEVEL = 4;

  private LogRules() {}

  static void check(EnvelopeItem item, Envelope envelope) {
    item.requireAtMost(MAX_BYTES);
    List<String> traces = new ArrayList<>();
    for (JsonNode log : item.container(CONTENT_TYPE)) {
      Fields.time(log, "timestamp");
      traces.add(Fields.traceId(log));
      String level = Fields.oneOf(log, "level", Set.copyOf(LEVELS));
      if (log.has("severity_number")) {
        checkSeverity(log, level);
      }
      if (!log.path("body").isTextual()) {
        throw Rejection.malformed("body is no text: " + log.get("body"));
      }
      Attributes.check(log.path("attributes"));
    }
    EnvelopeRules.checkTraces(envelope, traces, "logs");
  }

  private static void checkSeverity(JsonNode log, String level) {
    int number = Fields.count(log, "severity_number");
    if (number == 0 || number > NUMBERS_A_LEVEL * LEVELS.size()) {
      throw Rejection.malformed("severity_number is none of 1 to 24: " + number);
    }
    String numbered = LEVELS.get((number - 1) / NUMBERS_A_LEVEL);
    if (!numbered.equals(level)) {
      throw Rejection.malformed(
          "severity_number " + number + " is " + numbered + ", but level is " + level);
    }
  }
}
