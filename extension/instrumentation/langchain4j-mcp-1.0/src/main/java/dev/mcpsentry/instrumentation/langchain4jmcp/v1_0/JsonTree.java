package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the library's values as trees of maps, lists and plain values. JSON is looked at in place
 * and only where somebody asks, so that a huge value costs nothing.
 */
final class JsonTree {

  private static final String LIBRARY = "dev.langchain4j.mcp.";
  private static final int MAX_DEPTH = 4;
  private static final int MAX_ENTRIES = 64;

  private JsonTree() {}

  /** The value as a tree; values of no known type as they are. */
  static @Nullable Object of(@Nullable Object value) {
    return tree(value, 0);
  }

  /** The entries of a map, or the properties of one of the library's objects; a copy. */
  static Map<String, @Nullable Object> fields(@Nullable Object value) {
    return fields(value, 0);
  }

  private static @Nullable Object tree(@Nullable Object value, int depth) {
    if (value instanceof JsonNode node) {
      return json(node);
    }
    return value != null && value.getClass().getName().startsWith(LIBRARY) && depth < MAX_DEPTH
        ? fields(value, depth)
        : value;
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object value, int depth) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.entrySet().stream()
          .limit(MAX_ENTRIES)
          .forEach(e -> fields.put(String.valueOf(e.getKey()), tree(e.getValue(), depth + 1)));
    } else if (value != null) {
      for (Method getter : value.getClass().getMethods()) {
        String name = property(getter);
        if (name != null) {
          fields.put(name, tree(read(value, getter), depth + 1));
        }
      }
    }
    return fields;
  }

  private static @Nullable String property(Method method) {
    String name = method.getName();
    if (!name.startsWith("get")
        || name.length() < 4
        || method.getParameterCount() > 0
        || !method.getDeclaringClass().getName().startsWith(LIBRARY)) {
      return null;
    }
    String property = name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4);
    return property.equals("meta") ? "_meta" : property;
  }

  private static @Nullable Object read(Object owner, Method getter) {
    try {
      return getter.invoke(owner);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static @Nullable Object json(JsonNode node) {
    if (node.isObject()) {
      return new JsonObject(node);
    }
    if (node.isArray()) {
      return new JsonArray(node);
    }
    if (node.isNumber()) {
      return node.numberValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() || node.isMissingNode() ? null : node.asText();
  }

  private static final class JsonArray extends AbstractList<@Nullable Object> {
    private final JsonNode node;

    JsonArray(JsonNode node) {
      this.node = node;
    }

    @Override
    public @Nullable Object get(int index) {
      return of(node.get(index));
    }

    @Override
    public int size() {
      return node.size();
    }
  }

  private static final class JsonObject extends AbstractMap<String, @Nullable Object> {
    private final JsonNode node;

    JsonObject(JsonNode node) {
      this.node = node;
    }

    @Override
    public @Nullable Object get(Object key) {
      return of(node.get(String.valueOf(key)));
    }

    @Override
    public boolean containsKey(Object key) {
      return node.has(String.valueOf(key));
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
          Iterator<String> names = node.fieldNames();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return names.hasNext();
            }

            @Override
            public Map.Entry<String, @Nullable Object> next() {
              String name = names.next();
              return new SimpleImmutableEntry<>(name, get(name));
            }
          };
        }

        @Override
        public int size() {
          return node.size();
        }
      };
    }
  }
}
