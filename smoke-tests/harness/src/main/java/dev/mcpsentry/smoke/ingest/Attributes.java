package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Rules of the typed attributes on logs, metrics and streamed spans. */
final class Attributes {

  private Attributes() {}

  static void check(JsonNode attributes) {
    if (attributes.isMissingNode()) {
      return;
    }
    if (!attributes.isObject()) {
      throw Rejection.malformed("attributes is no object");
    }
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      JsonNode value = attribute.getValue().path("value");
      if (!matches(attribute.getValue().path("type").asText(), value)) {
        throw Rejection.malformed(
            "attribute " + attribute.getKey() + " has a value of another type: " + value);
      }
    }
  }

  private static boolean isHomogeneous(JsonNode value) {
    Set<JsonNodeType> types = new HashSet<>();
    value.forEach(element -> types.add(element.getNodeType()));
    return value.isArray() && types.size() <= 1;
  }

  private static boolean matches(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "double" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> isHomogeneous(value);
      default -> false;
    };
  }
}
