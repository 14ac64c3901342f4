package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SDK's records as trees of maps, lists and plain values. By reflection, because
 * accessors change their types between versions. Maps and lists are looked at in place and only
 * where somebody asks, so that a huge or circular value costs nothing.
 */
final class RecordTree {

  // more than anybody writes
  static final int MAX_ENTRIES = 64;

  private static final Set<String> ASKED_FOR = Set.of("name", "uri", "ref", "clientInfo", "_meta");

  private RecordTree() {}

  /** The value as a tree; plain values as they are, anything unknown as its text. */
  static @Nullable Object of(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return new TreeView.OfMap(map);
    }
    if (value instanceof List<?> list) {
      return new TreeView.OfList(list);
    }
    if (value instanceof Iterable<?> items) {
      return beginning(items);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    Map<String, @Nullable Object> fields = RecordFields.of(value);
    return fields.isEmpty() && !(value instanceof Record)
        ? value.toString()
        : new TreeView.OfMap(present(fields));
  }

  /** The non-null components of a record by name; empty for anything else. */
  static Map<String, Object> fields(@Nullable Object value) {
    return of(value) instanceof Map<?, ?> map ? present(map) : Map.of();
  }

  /**
   * What is asked for of a request's parameters; the {@code arguments} as a {@link Supplier}, as
   * nobody may want them.
   */
  static Map<String, Object> request(@Nullable Object params) {
    if (params == null) {
      return Map.of();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<?, ?> raw = params instanceof Map<?, ?> map ? map : RecordFields.of(params);
    for (Map.Entry<?, ?> field : raw.entrySet()) {
      String name = String.valueOf(field.getKey());
      Object value = field.getValue();
      if (name.equals("arguments")) {
        fields.put(name, (Supplier<@Nullable Object>) () -> of(value));
      } else if (ASKED_FOR.contains(name)) {
        Object tree = of(value);
        if (tree != null) {
          fields.put(name, tree);
        }
      }
    }
    return fields;
  }

  // of a set or a queue
  private static Collection<@Nullable Object> beginning(Iterable<?> items) {
    List<@Nullable Object> copy = new ArrayList<>();
    for (Object item : items) {
      if (copy.size() == MAX_ENTRIES) {
        break;
      }
      copy.add(of(item));
    }
    return copy;
  }

  private static Map<String, Object> present(Map<?, ?> map) {
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
