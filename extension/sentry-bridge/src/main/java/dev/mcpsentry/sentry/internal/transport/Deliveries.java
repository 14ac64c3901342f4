package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.ItemType;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** How many envelopes Sentry took, and what it said last. Thread-safe. */
@SuppressWarnings("EnumOrdinal") // an index into a table of this process only
public final class Deliveries {

  private static final ItemType[] TYPES = ItemType.values();

  private final AtomicLongArray taken = new AtomicLongArray(TYPES.length);
  private volatile @Nullable Answer last;

  /**
   * What the server said.
   *
   * @param status of HTTP
   * @param epochMillis when
   */
  public record Answer(int status, long epochMillis) {}

  void answered(ItemType type, int status, long epochMillis) {
    if (status < 300) {
      taken.incrementAndGet(type.ordinal());
    }
    last = new Answer(status, epochMillis);
  }

  /** The last answer; null before the first. */
  public @Nullable Answer last() {
    return last;
  }

  /** How many envelopes were taken, by what is inside; those of which there were none are not. */
  public Map<String, Long> taken() {
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < TYPES.length; i++) {
      long count = taken.get(i);
      if (count > 0) {
        counts.put(TYPES[i].wireName(), count);
      }
    }
    return counts;
  }
}
