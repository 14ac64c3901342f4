package dev.mcpsentry.telemetry.options;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How issues that match are grouped. Written as Sentry's own fingerprint rules: {@code
 * type:*Timeout tool:search -> slow-search, {{ default }}}.
 *
 * @param matchers a pattern for each of what must match, by {@link #SUBJECTS}
 * @param fingerprint its parts
 */
public record FingerprintRule(Map<String, String> matchers, List<String> fingerprint) {

  /** What a rule may look at. */
  public static final Set<String> SUBJECTS = Set.of("type", "message", "tool", "transaction");

  private static final String ARROW = "->";

  public FingerprintRule {
    matchers = Collections.unmodifiableMap(new LinkedHashMap<>(matchers));
    fingerprint = List.copyOf(fingerprint);
  }

  /**
   * Reads rules with semicolons between them.
   *
   * @param wrong hears of those that are left out
   */
  static List<FingerprintRule> parse(String text, Consumer<String> wrong) {
    List<FingerprintRule> rules = new ArrayList<>();
    for (String entry : split(text, ';')) {
      FingerprintRule rule = entry.isBlank() ? null : rule(entry);
      if (rule != null) {
        rules.add(rule);
      } else if (!entry.isBlank()) {
        wrong.accept(entry.trim());
      }
    }
    return List.copyOf(rules);
  }

  private static @Nullable FingerprintRule rule(String entry) {
    int arrow = entry.lastIndexOf(ARROW);
    if (arrow < 0) {
      return null;
    }
    Map<String, String> matchers = new LinkedHashMap<>();
    for (String matcher : split(entry.substring(0, arrow).trim(), ' ')) {
      int colon = matcher.indexOf(':');
      if (matcher.isEmpty()) {
        continue;
      }
      String pattern = matcher.substring(colon + 1).replace("\"", "");
      if (colon < 0 || pattern.isEmpty() || !SUBJECTS.contains(matcher.substring(0, colon))) {
        return null;
      }
      matchers.put(matcher.substring(0, colon), pattern);
    }
    List<String> parts =
        split(entry.substring(arrow + ARROW.length()), ',').stream()
            .map(part -> part.replace("\"", "").trim())
            .filter(part -> !part.isEmpty())
            .toList();
    return matchers.isEmpty() || parts.isEmpty() ? null : new FingerprintRule(matchers, parts);
  }

  // what is between quotes stays together
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      quoted ^= next == '"';
      if (next == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** As it is written in settings. */
  @Override
  public String toString() {
    return matchers.entrySet().stream()
            .map(matcher -> matcher.getKey() + ":\"" + matcher.getValue() + '"')
            .collect(Collectors.joining(" "))
        + " -> "
        + fingerprint.stream().map(part -> '"' + part + '"').collect(Collectors.joining(", "));
  }
}
