package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  static final int INFO = 9;

  private static final int ERROR = 17;
  private static final int MAX_CHARS = 1024;
  private static final int CRUMB_BYTES = 200;

  /** That a session ended. */
  public static Crumb ofClosedSession(long epochNanos) {
    return of(epochNanos, "mcp.session", INFO, "session closed");
  }

  /** What somebody said; both texts are cut. */
  public static Crumb of(long epochNanos, String category, int severityNumber, String message) {
    return new Crumb(epochNanos, "default", cut(category), severityNumber, cut(message), Map.of());
  }

  /** What a span did, when it ended. */
  static Crumb of(
      SpanData span, String type, String category, String message, Map<String, Object> data) {
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    return new Crumb(
        span.getEndEpochNanos(), type, category, failed ? ERROR : INFO, cut(message), data);
  }

  /** Adds a text to the data, cut, unless it is null. */
  static void put(Map<String, Object> data, String key, @Nullable String value) {
    if (value != null) {
      data.put(key, cut(value));
    }
  }

  private static String cut(String text) {
    return Redaction.beginning(text, MAX_CHARS);
  }

  /** Roughly the heap it holds. */
  public int bytes() {
    int chars = category.length() + message.length();
    for (Map.Entry<String, Object> entry : data.entrySet()) {
      chars += entry.getKey().length();
      chars += entry.getValue() instanceof String text ? text.length() : Long.BYTES;
    }
    return CRUMB_BYTES + chars;
  }
}
