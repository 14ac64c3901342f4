package dev.mcpsentry.smoke.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One span, log, metric or error, as a search sees it.
 *
 * @param fields Sentry's own columns and our attributes, by the names that are searched for
 * @param text what words without a key are looked for in
 */
public record Item(Map<String, JsonNode> fields, String text) {

  public Item {
    fields = Map.copyOf(fields);
  }

  /** A value as text, null when there is none. */
  public @Nullable String text(String key) {
    JsonNode value = fields.get(key);
    if (value == null) {
      return null;
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** A value as a number, null when there is none or it is something else. */
  public @Nullable Double number(String key) {
    JsonNode value = fields.get(key);
    return value == null || !value.isNumber() ? null : value.asDouble();
  }

  /** Whether there is a value that is not empty. */
  public boolean has(String key) {
    String value = text(key);
    return value != null && !value.isEmpty();
  }
}
