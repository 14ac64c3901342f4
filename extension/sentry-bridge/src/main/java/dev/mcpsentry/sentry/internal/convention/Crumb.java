package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
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
 * @param data what else is known: strings, numbers, flags and lists of them
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

  /** How much of a text is told. */
  public static final int MAX_CHARS = 1024;

  // and how much is kept, so that a secret at the end is still seen whole
  private static final int KEPT_CHARS = MAX_CHARS + 256;
  private static final int CRUMB_BYTES = 200;

  /** That a session ended. */
  public static Crumb ofClosedSession(long epochNanos) {
    return of(epochNanos, "mcp.session", INFO, "session closed");
  }

  /** What somebody said; both texts are cut. */
  public static Crumb of(long epochNanos, String category, int severityNumber, String message) {
    return new Crumb(epochNanos, "default", cut(category), severityNumber, cut(message), Map.of());
  }

  /** Something that happened, with what is known of it. */
  static Crumb of(long epochNanos, String category, String message, Map<String, Object> data) {
    return new Crumb(epochNanos, "default", category, INFO, cut(message), data);
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

  static String cut(String text) {
    return Redaction.beginning(text, KEPT_CHARS);
  }

  /** Roughly the heap it holds. */
  public int bytes() {
    int chars = category.length() + message.length();
    for (Map.Entry<String, Object> entry : data.entrySet()) {
      chars += entry.getKey().length();
      chars += size(entry.getValue());
    }
    return CRUMB_BYTES + chars;
  }

  private static int size(Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    return value instanceof List<?> list ? list.stream().mapToInt(Crumb::size).sum() : Long.BYTES;
  }
}
