package dev.mcpsentry.sentry.internal.log;

import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/** What a log record says: a value since OpenTelemetry 1.42, which agents have since 2.8. */
final class BodyText {

  static final boolean HAS_VALUES = hasValues();

  private BodyText() {}

  private static boolean hasValues() {
    try {
      LogRecordData.class.getMethod("getBodyValue");
      return true;
    } catch (NoSuchMethodException older) {
      return false;
    }
  }

  /** The text of a value; empty when there is none. */
  static String ofValue(LogRecordData data) {
    Value<?> body = data.getBodyValue();
    return body == null ? "" : body.asString();
  }

  /** Characters of a value that is a text, else 0: what is structured would have to be written. */
  static int lengthOfValue(LogRecordData data) {
    Value<?> body = data.getBodyValue();
    return body != null && body.getType() == ValueType.STRING
        ? ((String) body.getValue()).length()
        : 0;
  }

  /** The text before there were values; empty when there is none. */
  @SuppressWarnings("deprecation") // there is no other way to ask an older agent
  static String ofText(LogRecordData data) {
    return data.getBody().asString();
  }
}
