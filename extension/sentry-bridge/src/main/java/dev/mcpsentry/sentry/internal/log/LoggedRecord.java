package dev.mcpsentry.sentry.internal.log;

import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.span.OpenSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import org.jspecify.annotations.Nullable;

/**
 * A log record on its way from the application's thread to ours.
 *
 * @param data the record
 * @param throwable what was logged with it, or null
 * @param operation the span that would report it, if it is still running, else null
 * @param bytes roughly the heap it holds
 */
record LoggedRecord(
    LogRecordData data,
    @Nullable Throwable throwable,
    OpenSpans.@Nullable Place operation,
    long bytes) {

  private static final int RECORD_BYTES = 400;
  private static final int ATTRIBUTE_BYTES = 96;

  static LoggedRecord of(
      LogRecordData data, @Nullable Throwable throwable, OpenSpans.@Nullable Place operation) {
    return new LoggedRecord(data, throwable, operation, estimate(data));
  }

  /** The text of the record; empty when it has none. */
  String text() {
    return BodyText.HAS_VALUES ? BodyText.ofValue(data) : BodyText.ofText(data);
  }

  int severityNumber() {
    return data.getSeverity().getSeverityNumber();
  }

  /** Who asked: by its own word, else by the operation's; null when nobody tells. */
  @Nullable String user(Identity identity) {
    String own = identity.user(data.getAttributes());
    return own == null && operation != null ? operation.user(identity) : own;
  }

  /** When it was logged, in nanoseconds since the epoch. */
  long epochNanos() {
    long time = data.getTimestampEpochNanos();
    return time > 0 ? time : data.getObservedTimestampEpochNanos();
  }

  private static long estimate(LogRecordData data) {
    long[] bytes = {RECORD_BYTES};
    bytes[0] += BodyText.HAS_VALUES ? BodyText.lengthOfValue(data) : BodyText.ofText(data).length();
    data.getAttributes().forEach((key, value) -> bytes[0] += ATTRIBUTE_BYTES + size(key, value));
    return bytes[0];
  }

  private static int size(AttributeKey<?> key, Object value) {
    return key.getKey().length() + (value instanceof String text ? text.length() : 0);
  }
}
