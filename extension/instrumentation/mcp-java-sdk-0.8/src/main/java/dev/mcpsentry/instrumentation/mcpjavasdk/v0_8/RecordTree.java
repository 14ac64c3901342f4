package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SDK's records as trees of maps, lists and plain values. By reflection, because
 * accessors change their types between versions, and bounded.
 */
final class RecordTree {

  private static final int MAX_DEPTH = 10;
  private static final int MAX_ENTRIES = 64;

  private RecordTree() {}

  /** The value as a tree; plain values as they are, anything unknown as its text. */
  static @Nullable Object of(@Nullable Object value) {
    return tree(value, 0);
  }

  /** The non-null components of a record by name; empty for anything else. */
  static Map<String, Object> fields(@Nullable Object value) {
    return value != null && tree(value, 0) instanceof Map<?, ?> map ? stringKeys(map) : Map.of();
  }

  private static @Nullable Object tree(@Nullable Object value, int depth) {
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    if (depth == MAX_DEPTH) {
      return "…";
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.entrySet().stream()
          .limit(MAX_ENTRIES)
          .forEach(e -> copy.put(String.valueOf(e.getKey()), tree(e.getValue(), depth + 1)));
      return copy;
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object item : items) {
        if (copy.size() == MAX_ENTRIES) {
          break;
        }
        copy.add(tree(item, depth + 1));
      }
      return copy;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    return value instanceof Record ? components(value, depth) : accessors(value, depth);
  }

  private static Map<String, Object> components(Object value, int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      put(fields, component.getAccessor(), value, depth);
    }
    return fields;
  }

  // the Solon fork has classes with record-style accessors
  private static Object accessors(Object value, int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value.getClass().getName().startsWith("io.modelcontextprotocol.")) {
      for (Method method : value.getClass().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && !Modifier.isStatic(method.getModifiers())
            && method.getParameterCount() == 0
            && method.getReturnType() != void.class
            && !method.getName().equals("toString")
            && !method.getName().equals("hashCode")) {
          put(fields, method, value, depth);
        }
      }
    }
    return fields.isEmpty() ? value.toString() : fields;
  }

  private static void put(Map<String, Object> fields, Method accessor, Object value, int depth) {
    try {
      Object field = tree(accessor.invoke(value), depth + 1);
      if (field != null) {
        String name = accessor.getName();
        fields.put(name.equals("meta") ? "_meta" : name, field);
      }
    } catch (ReflectiveOperationException e) {
      // an accessor that cannot be read is a field that is not there
    }
  }

  private static Map<String, Object> stringKeys(Map<?, ?> map) {
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            result.put(String.valueOf(key), value);
          }
        });
    return result;
  }
}
