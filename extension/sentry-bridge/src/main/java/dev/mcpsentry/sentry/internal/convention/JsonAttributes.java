package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import java.util.List;

/**
 * Attributes as members of the object that is open.
 *
 * @param form how values are written
 */
record JsonAttributes(JsonBytes json, ValueForm form) implements AttributeSink {

  @Override
  public int size() {
    return json.length();
  }

  @Override
  public boolean isTaken(String key) {
    return form.isTaken(key);
  }

  @Override
  public void text(String key, String value) {
    form.begin(json.key(key), ValueType.STRING).value(value);
    form.end(json);
  }

  @Override
  public void number(String key, long value) {
    form.begin(json.key(key), ValueType.INTEGER).value(value);
    form.end(json);
  }

  @Override
  public void number(String key, double value) {
    form.begin(json.key(key), Double.isFinite(value) ? ValueType.DOUBLE : ValueType.STRING)
        .value(value);
    form.end(json);
  }

  @Override
  public void flag(String key, boolean value) {
    form.begin(json.key(key), ValueType.BOOLEAN).value(value);
    form.end(json);
  }

  @Override
  public void list(String key, List<?> values) {
    form.begin(json.key(key), ValueType.ARRAY).beginArray();
    for (Object value : values) {
      if (value instanceof Long number) {
        json.value(number.longValue());
      } else if (value instanceof Double number) {
        json.value(number.doubleValue());
      } else if (value instanceof Boolean flag) {
        json.value(flag.booleanValue());
      } else {
        json.value(value.toString());
      }
    }
    json.endArray();
    form.end(json);
  }
}
