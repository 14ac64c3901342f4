package dev.mcpsentry.sentry.internal.span;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of two, as one, without a copy. Immutable if both are.
 *
 * @param first come first, where the others say nothing
 * @param others whose word counts
 */
record JoinedAttributes(Attributes first, Attributes others) implements Attributes {

  @Override
  public <T> @Nullable T get(AttributeKey<T> key) {
    T value = others.get(key);
    return value == null ? first.get(key) : value;
  }

  @Override
  public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
    first.forEach(
        (key, value) -> {
          if (others.get(key) == null) {
            consumer.accept(key, value);
          }
        });
    others.forEach(consumer);
  }

  @Override
  public int size() {
    int[] size = {others.size()};
    first.forEach((key, value) -> size[0] += others.get(key) == null ? 1 : 0);
    return size[0];
  }

  @Override
  public boolean isEmpty() {
    return first.isEmpty() && others.isEmpty();
  }

  @Override
  public Map<AttributeKey<?>, Object> asMap() {
    return toBuilder().build().asMap();
  }

  @Override
  public AttributesBuilder toBuilder() {
    return first.toBuilder().putAll(others);
  }
}
