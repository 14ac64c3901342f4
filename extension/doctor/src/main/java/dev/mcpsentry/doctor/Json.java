package dev.mcpsentry.doctor;

import io.sentry.vendor.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON of others, within bounds. */
final class Json {

  private static final int MAX_DEPTH = 20;

  private Json() {}

  /** The members of the object; nothing when it is none. */
  static Map<String, Object> object(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      return map(read(reader, 0));
    } catch (IOException | IllegalStateException | NumberFormatException malformed) {
      return Map.of();
    }
  }

  /** A member that is an object; an empty one when it is not. */
  static Map<String, Object> object(Map<String, Object> parent, String key) {
    return map(parent.get(key));
  }

  /** A member that is a text; null when it is not. */
  static @Nullable String text(Map<String, Object> parent, String key) {
    return parent.get(key) instanceof String text ? text : null;
  }

  /** A member that is a number; 0 when it is not. */
  static long number(Map<String, Object> parent, String key) {
    return parent.get(key) instanceof Double number ? number.longValue() : 0;
  }

  /** The texts in a member that is a list. */
  static List<String> texts(Map<String, Object> parent, String key) {
    List<String> texts = new ArrayList<>();
    if (parent.get(key) instanceof List<?> list) {
      for (Object entry : list) {
        if (entry instanceof String text) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, member) -> members.put(String.valueOf(key), member));
    }
    return members;
  }

  private static Object read(JsonReader reader, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException("too deep");
    }
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> members(reader, depth);
      case BEGIN_ARRAY -> entries(reader, depth);
      case STRING -> reader.nextString();
      case NUMBER -> reader.nextDouble();
      default -> {
        reader.skipValue();
        yield false;
      }
    };
  }

  private static Map<String, Object> members(JsonReader reader, int depth) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      members.put(reader.nextName(), read(reader, depth + 1));
    }
    reader.endObject();
    return members;
  }

  private static List<Object> entries(JsonReader reader, int depth) throws IOException {
    List<Object> entries = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      entries.add(read(reader, depth + 1));
    }
    reader.endArray();
    return entries;
  }
}
