package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.telemetry.http.RouteMatch;
import dev.mcpsentry.telemetry.http.Routes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Paths of which nobody knew that they are MCP's, until an operation arrived there. The first
 * {@value #MAX_PATHS} count: a path with a tenant in it is better told as a route.
 */
final class McpPaths {

  private static final int MAX_PATHS = 20;
  private static final int MAX_CHARS = 100;

  private final Map<String, RouteMatch> known = new ConcurrentHashMap<>();

  /** Null when nothing is known of it. */
  @Nullable RouteMatch match(String path) {
    return known.isEmpty() ? null : known.get(path);
  }

  /** Learns a path that an operation arrived at; null when there is no room for it. */
  @Nullable RouteMatch learn(String path) {
    RouteMatch match = known.get(path);
    if (match == null && known.size() < MAX_PATHS && path.length() <= MAX_CHARS) {
      match = Routes.learned(path);
      if (match != null) {
        known.put(path, match);
      }
    }
    return match;
  }
}
