package dev.mcpsentry.sentry.internal.metric;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The instruments whose measurements are sent. Immutable. */
final class MetricAllowlist {

  private static final String REST = "*";

  private final Set<String> names;
  private final List<String> beginnings;

  /**
   * @param entries names, or with a star at the end their beginnings
   */
  MetricAllowlist(List<String> entries) {
    names =
        entries.stream()
            .filter(entry -> !entry.endsWith(REST))
            .collect(Collectors.toUnmodifiableSet());
    beginnings =
        entries.stream()
            .filter(entry -> entry.endsWith(REST))
            .map(entry -> entry.substring(0, entry.length() - REST.length()))
            .toList();
  }

  boolean allows(String name) {
    return names.contains(name) || beginnings.stream().anyMatch(name::startsWith);
  }
}
