package dev.mcpsentry.telemetry.rule;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many things a value lists. Text that holds JSON is not parsed, and beans list nothing. */
public final class Count {

  private static final int MAX_MEMBERS = 64;

  private Count() {}

  /**
   * The size of a list; of an object with exactly one member that is a list, that one's. Null where
   * neither tells.
   */
  public static @Nullable Long of(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return (long) list.size();
    }
    if (!(value instanceof Map<?, ?> object) || object.size() > MAX_MEMBERS) {
      return null;
    }
    Long only = null;
    for (Object member : object.values()) {
      if (member instanceof Collection<?> list) {
        if (only != null) {
          return null;
        }
        only = (long) list.size();
      }
    }
    return only;
  }
}
