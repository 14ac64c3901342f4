package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SDK's records as trees of maps, lists and plain values. By reflection, because
 * accessors change their types between versions, and bounded.
 */
final class RecordTree {

  private static final int MAX_DEPTH = 10;
  private static final int MAX_ENTRIES = 64;

  private static final String CONTENT = "io.modelcontextprotocol.spec.McpSchema$Content";

  private static final Set<String> ASKED_FOR = Set.of("name", "uri", "ref", "clientInfo", "_meta");

  private RecordTree() {}

  /** The value as a tree; plain values as they are, anything unknown as its text. */
  static @Nullable Object of(@Nullable Object value) {
    return tree(value, 0);
  }

  /** The non-null components of a record by name; empty for anything else. */
  static Map<String, Object> fields(@Nullable Object value) {
    return value != null && tree(value, 0) instanceof Map<?, ?> map ? stringKeys(map) : Map.of();
  }

  /**
   * What is asked for of a request's parameters; the {@code arguments} as a {@link Supplier}, as
   * they may be large and nobody may want them.
   */
  static Map<String, Object> request(@Nullable Object params) {
    if (params == null) {
      return Map.of();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : raw(params).entrySet()) {
      String name = String.valueOf(field.getKey());
      Object value = field.getValue();
      if (name.equals("arguments")) {
        fields.put(name, (Supplier<@Nullable Object>) () -> of(value));
      } else if (ASKED_FOR.contains(name)) {
        Object tree = tree(value, 1);
        if (tree != null) {
          fields.put(name, tree);
        }
      }
    }
    return fields;
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
    Map<?, ?> fields = raw(value);
    return fields.isEmpty() && !(value instanceof Record)
        ? value.toString()
        : trees(fields, depth + 1);
  }

  private static Map<String, Object> trees(Map<?, ?> fields, int depth) {
    Map<String, Object> trees = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          Object tree = tree(value, depth);
          if (tree != null) {
            trees.put(String.valueOf(name), tree);
          }
        });
    return trees;
  }

  /** The value's fields as they are; empty for what has none that can be read. */
  private static Map<?, ?> raw(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    kind(fields, value);
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        put(fields, component.getAccessor(), value);
      }
    } else if (value.getClass().getName().startsWith("io.modelcontextprotocol.")) {
      // the Solon fork has classes with record-style accessors
      for (Method method : value.getClass().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && !Modifier.isStatic(method.getModifiers())
            && method.getParameterCount() == 0
            && method.getReturnType() != void.class
            && !method.getName().equals("toString")
            && !method.getName().equals("hashCode")) {
          put(fields, method, value);
        }
      }
    }
    return fields;
  }

  // a property on the wire, which tells the classes apart
  private static void kind(Map<String, @Nullable Object> fields, Object value) {
    for (Class<?> type : value.getClass().getInterfaces()) {
      if (type.getName().equals(CONTENT)) {
        try {
          put(fields, type.getMethod("type"), value);
        } catch (NoSuchMethodException e) {
          // of a version that has it among the fields
        }
      }
    }
  }

  private static void put(Map<String, @Nullable Object> fields, Method accessor, Object value) {
    try {
      String name = accessor.getName();
      fields.put(name.equals("meta") ? "_meta" : name, accessor.invoke(value));
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
