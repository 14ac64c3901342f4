package dev.mcpsentry.sentry.internal.trace;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests that nothing in the process surrounds, so many a minute of each family: what a
 * program asks at its start, or a command-line client asks a model, is told, but a pool that polls
 * all day is not most of what Sentry gets. Knows time only from its callers.
 */
final class LoneRequests {

  static final int PER_MINUTE = 60;

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<Family, Integer> admitted = new EnumMap<>(Family.class);
  private @Nullable Long minute;

  /** Whether one more may pass; MCP's and a model's always may. */
  boolean admit(Family family, long now) {
    if (family == Family.MCP || family == Family.GEN_AI) {
      return true;
    }
    if (minute == null || now - minute >= MINUTE_NANOS) {
      minute = now;
      admitted.clear();
    }
    return admitted.merge(family, 1, Integer::sum) <= PER_MINUTE;
  }
}
