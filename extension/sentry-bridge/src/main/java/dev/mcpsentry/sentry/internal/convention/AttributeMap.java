package dev.mcpsentry.sentry.internal.convention;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attributes as the SDK's event model takes them. Belongs to one thread. */
public final class AttributeMap implements AttributeSink {

  private Map<String, Object> map = new LinkedHashMap<>();
  private int chars;

  /** What was written since the last time. */
  public Map<String, Object> take() {
    Map<String, Object> taken = map;
    map = new LinkedHashMap<>();
    chars = 0;
    return taken;
  }

  @Override
  public int size() {
    return chars;
  }

  @Override
  public boolean isTaken(String key) {
    return false;
  }

  @Override
  public void text(String key, String value) {
    put(key, value, value.length());
  }

  @Override
  public void number(String key, long value) {
    put(key, value, Long.BYTES);
  }

  /** JSON has no NaN and no infinity: these are texts. */
  @Override
  public void number(String key, double value) {
    put(key, Double.isFinite(value) ? value : String.valueOf(value), Double.BYTES);
  }

  @Override
  public void flag(String key, boolean value) {
    put(key, value, 1);
  }

  @Override
  public void list(String key, List<?> values) {
    put(key, values, values.stream().mapToInt(value -> value.toString().length()).sum());
  }

  private void put(String key, Object value, int size) {
    map.put(key, value);
    chars += key.length() + size;
  }
}
