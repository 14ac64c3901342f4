package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.AttributeSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;

/** Attributes as OpenTelemetry has them. Belongs to one thread. */
final class OtlpAttributes implements AttributeSink {

  private AttributesBuilder builder = Attributes.builder();
  private int chars;

  /** What was written since the last time. */
  Attributes take() {
    Attributes taken = builder.build();
    builder = Attributes.builder();
    chars = 0;
    return taken;
  }

  @Override
  public int size() {
    return chars;
  }

  @Override
  public boolean isTaken(String key) {
    return key.startsWith("sentry.");
  }

  @Override
  public void text(String key, String value) {
    chars += key.length() + value.length();
    builder.put(key, value);
  }

  @Override
  public void number(String key, long value) {
    chars += key.length() + Long.BYTES;
    builder.put(key, value);
  }

  @Override
  public void number(String key, double value) {
    chars += key.length() + Double.BYTES;
    builder.put(key, value);
  }

  @Override
  public void flag(String key, boolean value) {
    chars += key.length() + 1;
    builder.put(key, value);
  }

  @Override
  public void list(String key, List<?> values) {
    List<String> texts = values.stream().map(String::valueOf).toList();
    texts.forEach(text -> chars += text.length());
    builder.put(AttributeKey.stringArrayKey(key), texts);
  }
}
