package dev.mcpsentry.sentry.internal.health;

import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts MCP server operations as request-mode sessions, by the minute they started in. Sentry's
 * item type {@code sessions}; needs a release to be of any use. Belongs to one thread.
 */
@SuppressWarnings("EnumOrdinal") // an index into a table of this process only
final class SessionAggregates {

  // the protocol's limit
  private static final int MAX_BUCKETS = 100;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final About about;
  private final Map<Long, int[]> buckets = new TreeMap<>();

  SessionAggregates(About about) {
    this.about = about;
  }

  /** Counts one operation; without a release, or at a hundred open minutes, nothing happens. */
  void count(long startEpochNanos, Health health) {
    Long minute = Math.floorDiv(startEpochNanos, MINUTE_NANOS);
    if (about.release() == null
        || (buckets.size() >= MAX_BUCKETS && !buckets.containsKey(minute))) {
      return;
    }
    buckets.computeIfAbsent(minute, m -> new int[Health.values().length])[health.ordinal()]++;
  }

  /** Whether there is nothing to tell. */
  boolean isEmpty() {
    return buckets.isEmpty();
  }

  /** Writes the payload and forgets what it says; answers how many sessions that were. */
  int drainTo(JsonBytes json) {
    int sessions = 0;
    for (int[] counts : buckets.values()) {
      for (int count : counts) {
        sessions += count;
      }
    }
    json.beginObject().key("aggregates").beginArray();
    buckets.forEach(
        (minute, counts) -> {
          json.beginObject().field("started", Instant.ofEpochSecond(minute * 60).toString());
          json.field("exited", counts[Health.NONE.ordinal()]);
          json.field("errored", counts[Health.ERRORED.ordinal()]);
          json.field("abnormal", counts[Health.ABNORMAL.ordinal()]);
          json.field("crashed", counts[Health.CRASHED.ordinal()]);
          json.endObject();
        });
    json.endArray().key("attrs").beginObject();
    json.field("release", about.release());
    json.field("environment", about.environment());
    json.endObject().endObject();
    buckets.clear();
    return sessions;
  }
}
