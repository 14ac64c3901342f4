package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.OTHER;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names that proved to be registered on the server, for metrics: a caller can ask for any tool, and
 * each invented name would be a new time series. Bounded.
 */
final class KnownNames {

  private static final int MAX_NAMES = 1000;

  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** Records that the server has something of this name. */
  void add(String name) {
    if (names.size() < MAX_NAMES) {
      names.add(name);
    }
  }

  /** The name itself when it is known, else {@code _OTHER}. */
  String orOther(String name) {
    return names.contains(name) ? name : OTHER;
  }
}
