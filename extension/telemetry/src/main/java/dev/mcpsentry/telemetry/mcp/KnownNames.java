package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.OTHER;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names that may become part of a span's name or of a metric, where each new one is a new group or
 * time series: a caller can ask for any tool, and a peer answer any code. Bounded.
 */
final class KnownNames {

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final int max;

  KnownNames(int max) {
    this.max = max;
  }

  /** Records that there is something of this name. */
  void add(String name) {
    if (names.size() < max) {
      names.add(name);
    }
  }

  /** The name itself, now known, as long as there is room; else {@code _OTHER}. */
  String admitted(String name) {
    add(name);
    return orOther(name);
  }

  /** Whether there is something of this name, as far as is known. */
  boolean contains(String name) {
    return names.contains(name);
  }

  /** The name itself when it is known, else {@code _OTHER}. */
  String orOther(String name) {
    return names.contains(name) ? name : OTHER;
  }
}
