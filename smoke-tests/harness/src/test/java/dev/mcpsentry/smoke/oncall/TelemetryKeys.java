package dev.mcpsentry.smoke.oncall;

import dev.mcpsentry.telemetry.semconv.AppAttributes;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every key that telemetry has: of the code's lists, of the documentation's, of the rules that the
 * runbook proposes, and Sentry's own.
 */
record TelemetryKeys(Set<String> keys, Set<String> prefixes) {

  private static final Pattern KEY = Pattern.compile("`([a-z][\\w]*(?:\\.[\\w]+)+)`");

  private static final Pattern RULE = Pattern.compile("`(app\\.[\\w.]+) = (?:env|uri):[\\w]+`");

  /** What Sentry knows of everything it gets. */
  private static final Set<String> SENTRY =
      Set.of(
          "span.op",
          "span.status",
          "span.duration",
          "span.description",
          "span_id",
          "trace",
          "timestamp",
          "transaction",
          "message",
          "severity",
          "metric.name",
          "value",
          "title",
          "level",
          "environment",
          "release",
          "user.id");

  static TelemetryKeys read() throws IOException {
    Set<String> keys = new HashSet<>(SENTRY);
    Set<String> prefixes = new HashSet<>();
    for (Class<?> list : List.of(McpAttributes.class, AppAttributes.class)) {
      for (Field field : list.getFields()) {
        Object value = constant(field);
        if (value instanceof AttributeKey<?> key) {
          keys.add(key.getKey());
        } else if (value instanceof String prefix && field.getName().endsWith("_PREFIX")) {
          prefixes.add(prefix);
        }
      }
    }
    for (String line : Files.readAllLines(Path.of("../../docs/telemetry.md"))) {
      if (line.startsWith("| ")) {
        KEY.matcher(line).results().forEach(key -> keys.add(key.group(1)));
      }
    }
    RULE.matcher(Files.readString(Repository.OPERATIONS.resolve("runbook.md")))
        .results()
        .forEach(rule -> keys.add(rule.group(1)));
    return new TelemetryKeys(Set.copyOf(keys), Set.copyOf(prefixes));
  }

  private static Object constant(Field field) {
    try {
      return Modifier.isStatic(field.getModifiers()) ? field.get(null) : "";
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean has(String key) {
    return keys.contains(key) || prefixes.stream().anyMatch(key::startsWith);
  }
}
