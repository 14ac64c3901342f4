package dev.mcpsentry.sentry.internal.breadcrumb;

import java.util.Map;

/**
 * One thing that happened, not redacted yet.
 *
 * @param epochNanos when
 * @param type what Sentry draws it as
 * @param category what it is, with dots
 * @param severityNumber by the OpenTelemetry logs data model
 * @param message what happened, in words; empty for none
 * @param data what else is known, strings and numbers
 */
public record Crumb(
    long epochNanos,
    String type,
    String category,
    int severityNumber,
    String message,
    Map<String, Object> data) {

  private static final int CRUMB_BYTES = 200;

  /** Roughly the heap it holds. */
  int bytes() {
    int chars = category.length() + message.length();
    for (Map.Entry<String, Object> entry : data.entrySet()) {
      chars += entry.getKey().length();
      chars += entry.getValue() instanceof String text ? text.length() : Long.BYTES;
    }
    return CRUMB_BYTES + chars;
  }
}
