package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of single fields; each throws a {@link Rejection} that names the field. */
final class Fields {

  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern EVENT_ID =
      Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Fields() {}

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw Rejection.malformed(field + " is missing or no text: " + node.get(field));
    }
    return value.asText();
  }

  static String oneOf(JsonNode node, String field, Set<String> allowed) {
    String value = text(node, field);
    if (!allowed.contains(value)) {
      throw Rejection.malformed(field + " is " + value + ", allowed are " + allowed);
    }
    return value;
  }

  static String traceId(JsonNode node) {
    return id(node, "trace_id", TRACE_ID);
  }

  static String spanId(JsonNode node, String field) {
    return id(node, field, SPAN_ID);
  }

  static String eventId(JsonNode node) {
    return id(node, "event_id", EVENT_ID).replace("-", "");
  }

  /** A time in seconds since the epoch, or as RFC 3339. */
  static double time(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isNumber() && value.asDouble() > 0) {
      return value.asDouble();
    }
    if (value.isTextual()) {
      try {
        Instant instant = OffsetDateTime.parse(value.asText()).toInstant();
        return instant.getEpochSecond() + instant.getNano() / 1e9;
      } catch (DateTimeException e) {
        throw Rejection.malformed(field + " is no RFC 3339 time: " + value);
      }
    }
    throw Rejection.malformed(field + " is missing or no time: " + node.get(field));
  }

  static int count(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || value.asLong() < 0) {
      throw Rejection.malformed(field + " is no count: " + node.get(field));
    }
    return value.asInt();
  }

  private static String id(JsonNode node, String field, Pattern shape) {
    String value = text(node, field);
    if (!shape.matcher(value).matches() || value.chars().allMatch(c -> c == '0' || c == '-')) {
      throw Rejection.malformed(field + " is no id: " + value);
    }
    return value;
  }
}
