package dev.mcpsentry.sentry.internal.health;

import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts MCP server operations as request-mode sessions, by the minute they started in and by who
 * asked. Sentry's item type {@code sessions}; needs a release to be of any use. Belongs to one
 * thread.
 */
@SuppressWarnings("EnumOrdinal") // an index into a table of this process only
final class SessionAggregates {

  /** The protocol's limit for an item. */
  static final int MAX_BUCKETS = 100;

  /** Beyond so many, users are counted but not told apart. */
  static final int MAX_USER_BUCKETS = 2_000;

  private static final long MINUTE_NANOS = 60_000_000_000L;

  /**
   * What is counted together.
   *
   * @param user who asked, as Sentry may know him; empty for nobody
   */
  private record Bucket(long minute, String user) implements Comparable<Bucket> {

    private static final Comparator<Bucket> ORDER =
        Comparator.comparingLong(Bucket::minute).thenComparing(Bucket::user);

    @Override
    public int compareTo(Bucket other) {
      return ORDER.compare(this, other);
    }
  }

  private final About about;
  private final Map<Bucket, int[]> buckets = new TreeMap<>();
  private int ofUsers;

  SessionAggregates(About about) {
    this.about = about;
  }

  /**
   * Counts one operation; without a release, or at a hundred open minutes, nothing happens.
   *
   * @param user who asked, as Sentry may know him; null for nobody
   */
  void count(long startEpochNanos, @Nullable String user, Health health) {
    if (about.release() == null) {
      return;
    }
    int[] counts = counts(Math.floorDiv(startEpochNanos, MINUTE_NANOS), user == null ? "" : user);
    if (counts != null) {
      counts[health.ordinal()]++;
    }
  }

  private int @Nullable [] counts(long minute, String user) {
    Bucket bucket = new Bucket(minute, user);
    int[] known = buckets.get(bucket);
    if (known != null) {
      return known;
    }
    boolean isUsers = !user.isEmpty();
    if (isUsers && ofUsers >= MAX_USER_BUCKETS) {
      return counts(minute, "");
    }
    if (!isUsers && buckets.size() - ofUsers >= MAX_BUCKETS) {
      return null;
    }
    int[] counts = new int[Health.values().length];
    buckets.put(bucket, counts);
    ofUsers += isUsers ? 1 : 0;
    return counts;
  }

  /** Whether there is nothing to tell. */
  boolean isEmpty() {
    return buckets.isEmpty();
  }

  /**
   * Writes as much as an item may have and forgets what it says; answers how many sessions that
   * were.
   */
  int drainTo(JsonBytes json) {
    int sessions = 0;
    int written = 0;
    json.beginObject().key("aggregates").beginArray();
    Iterator<Map.Entry<Bucket, int[]>> all = buckets.entrySet().iterator();
    while (all.hasNext() && written < MAX_BUCKETS) {
      Map.Entry<Bucket, int[]> next = all.next();
      sessions += write(next.getKey(), next.getValue(), json);
      written++;
      ofUsers -= next.getKey().user().isEmpty() ? 0 : 1;
      all.remove();
    }
    json.endArray().key("attrs").beginObject();
    json.field("release", about.release());
    json.field("environment", about.environment());
    json.endObject().endObject();
    return sessions;
  }

  private static int write(Bucket bucket, int[] counts, JsonBytes json) {
    json.beginObject().field("started", Instant.ofEpochSecond(bucket.minute() * 60).toString());
    if (!bucket.user().isEmpty()) {
      json.field("did", bucket.user());
    }
    json.field("exited", counts[Health.NONE.ordinal()]);
    json.field("errored", counts[Health.ERRORED.ordinal()]);
    json.field("abnormal", counts[Health.ABNORMAL.ordinal()]);
    json.field("crashed", counts[Health.CRASHED.ordinal()]);
    json.endObject();
    int sessions = 0;
    for (int count : counts) {
      sessions += count;
    }
    return sessions;
  }
}
