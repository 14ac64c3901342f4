package dev.mcpsentry.smoke.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The names of blocks and attributes that the provider has, of those we use; {@code !} behind what
 * it needs, and the values where it has a list of them.
 */
record ProviderNames(JsonNode known) {

  static ProviderNames read() throws IOException {
    try (InputStream list =
        Objects.requireNonNull(
            ProviderNames.class.getResourceAsStream(
                "/sentry-api/provider-%s.json".formatted(Terraform.PROVIDER)))) {
      return new ProviderNames(new ObjectMapper().readTree(list));
    }
  }

  /** What of a parsed file it does not know or does miss, in words. */
  List<String> problems(Map<String, Object> file) {
    List<String> problems = new ArrayList<>();
    file.forEach(
        (kind, content) -> {
          switch (kind) {
            case "terraform" -> check(kind, content, known.path(kind), problems);
            case "variable" ->
                map(content).values().forEach(one -> check(kind, one, known.path(kind), problems));
            case "resource", "data" ->
                map(content)
                    .forEach(
                        (type, named) -> {
                          String name = kind + "." + type;
                          if (!known.has(name)) {
                            problems.add("no " + name);
                          } else {
                            map(named)
                                .values()
                                .forEach(one -> check(name, one, known.path(name), problems));
                          }
                        });
            default -> problems.add("no block " + kind);
          }
        });
    return problems;
  }

  /** The blocks of a type. */
  List<Object> blocks(Map<String, Object> file, String kind, String type) {
    return List.copyOf(map(map(file.getOrDefault(kind, Map.of())).get(type)).values());
  }

  private static void check(String where, Object value, JsonNode allowed, List<String> problems) {
    if (value instanceof List<?> list) {
      list.forEach(one -> check(where, one, allowed, problems));
    } else if (allowed.isArray()) {
      boolean listed = false;
      for (JsonNode one : allowed) {
        listed |= one.asText().equals(value);
      }
      if (!listed) {
        problems.add(where + " cannot be " + value);
      }
    } else if (allowed.isObject() && value instanceof Map<?, ?> block) {
      block.forEach(
          (name, content) -> {
            JsonNode inner =
                allowed.has(name + "!") ? allowed.get(name + "!") : allowed.get(name.toString());
            if (inner == null) {
              problems.add(where + " has no " + name);
            } else if (content != null) {
              check(where + "." + name, content, inner, problems);
            }
          });
      allowed
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (name.endsWith("!")
                    && !block.containsKey(name.substring(0, name.length() - 1))) {
                  problems.add(where + " needs " + name);
                }
              });
    } else if (allowed.isObject()) {
      problems.add(where + " is no block");
    }
  }

  @SuppressWarnings("unchecked") // as the parser answers
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
