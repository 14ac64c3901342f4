package dev.mcpsentry.telemetry.rule;

import io.opentelemetry.api.common.AttributeKey;

/**
 * An attribute that a rule made.
 *
 * @param value a text, a whole number or a flag; redacted and capped
 */
public record Told(String key, Object value) {

  /** Who takes attributes. */
  public interface Sink {
    <T> Object set(AttributeKey<T> key, T value);
  }

  /** Hands it on as an attribute of its type. */
  public void to(Sink sink) {
    if (value instanceof Long number) {
      sink.set(AttributeKey.longKey(key), number);
    } else if (value instanceof Boolean flag) {
      sink.set(AttributeKey.booleanKey(key), flag);
    } else {
      sink.set(AttributeKey.stringKey(key), value.toString());
    }
  }
}
