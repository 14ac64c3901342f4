package dev.mcpsentry.instrumentation.advice;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads private fields that have no accessor and whose names or owners change between versions. */
public final class Fields {

  private Fields() {}

  /** The value of the first of the fields that the owner or a parent has; null when unreadable. */
  public static @Nullable Object read(Object owner, String... names) {
    for (String name : names) {
      Field field = find(owner.getClass(), name);
      if (field != null) {
        try {
          field.setAccessible(true);
          return field.get(owner);
        } catch (IllegalAccessException | RuntimeException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static @Nullable Field find(@Nullable Class<?> type, String name) {
    if (type == null) {
      return null;
    }
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      return find(type.getSuperclass(), name);
    }
  }
}
