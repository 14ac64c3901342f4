package dev.mcpsentry.demo.report;

import dev.mcpsentry.smoke.ingest.TypedItem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One log record.
 *
 * @param depth one more than its span's, 0 outside of spans
 * @param when since the trace began; outside of spans the time of day, UTC
 * @param level as Sentry spells it
 * @param logger without its package; {@code mcp} for what instrumentation says
 * @param body what was said
 * @param reason why the operation failed that it tells of, empty for others
 * @param attributes in alphabetical order
 */
public record LogLine(
    int depth,
    String when,
    String level,
    String logger,
    String body,
    String reason,
    Map<String, String> attributes)
    implements Line {

  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** As a line under its span, in a trace that began at a time in seconds since the epoch. */
  static LogLine of(TypedItem log, int depth, double start) {
    return line(log, depth, "+" + Row.inWords(Math.max(0, 1000 * (time(log) - start))));
  }

  /** As a line of its own. */
  static LogLine outside(TypedItem log) {
    Instant instant = Instant.ofEpochMilli(Math.round(1000 * time(log)));
    return line(log, 0, TIME_OF_DAY.format(instant));
  }

  /** Seconds since the epoch. */
  static double time(TypedItem log) {
    return log.json().path("timestamp").asDouble();
  }

  /** The span it was logged in, empty for none. */
  static String spanId(TypedItem log) {
    return log.json().path("span_id").asText();
  }

  private static LogLine line(TypedItem log, int depth, String when) {
    Map<String, String> attributes = new TreeMap<>();
    log.json()
        .path("attributes")
        .properties()
        .forEach(entry -> attributes.put(entry.getKey(), entry.getValue().path("value").asText()));
    return new LogLine(
        depth,
        when,
        log.json().path("level").asText(),
        inShort(attributes.getOrDefault("logger.name", "")),
        log.body(),
        attributes.getOrDefault("error.message", ""),
        attributes);
  }

  /** A logger's name without its package; {@code mcp} for instrumentation's. */
  static String inShort(String logger) {
    return logger.startsWith("dev.mcpsentry.") && !logger.startsWith("dev.mcpsentry.smoke.")
        ? "mcp"
        : logger.substring(logger.lastIndexOf('.') + 1);
  }

  @Override
  public boolean isLog() {
    return true;
  }

  /** What was said, and why where that is known. */
  public String text() {
    return reason.isEmpty() ? body : body + " · " + reason;
  }
}
