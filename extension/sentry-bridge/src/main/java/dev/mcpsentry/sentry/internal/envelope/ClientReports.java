package dev.mcpsentry.sentry.internal.envelope;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** Counts everything that was dropped until a client report takes the numbers along. */
@SuppressWarnings("EnumOrdinal") // an index into a table of this process only
public final class ClientReports {

  private static final DiscardReason[] REASONS = DiscardReason.values();
  private static final DataCategory[] CATEGORIES = DataCategory.values();

  private final AtomicLongArray counts = new AtomicLongArray(REASONS.length * CATEGORIES.length);
  private final AtomicLongArray unmeasured = new AtomicLongArray(counts.length());
  private final AtomicLongArray totals = new AtomicLongArray(counts.length());

  /** Hears a number of dropped items. */
  public interface Measure {
    void of(DiscardReason reason, DataCategory category, long count);
  }

  /** Counts dropped items. Callable from any thread, the application's included. */
  public void count(DiscardReason reason, DataCategory category, long quantity) {
    if (quantity > 0) {
      int index = index(reason, category);
      counts.addAndGet(index, quantity);
      unmeasured.addAndGet(index, quantity);
      totals.addAndGet(index, quantity);
    }
  }

  /** Counts a transaction that was not sent: itself, its spans and the span it stands for. */
  public void countTransaction(DiscardReason reason, int spans) {
    count(reason, DataCategory.TRANSACTION, 1);
    count(reason, DataCategory.SPAN, spans + 1L);
  }

  /** Counts what an envelope that is given up contained. */
  public void countEnvelope(DiscardReason reason, Envelope envelope) {
    envelope.losses().count(reason, this);
  }

  /** Where the numbers of a report have the one of a reason and a category. */
  static int index(DiscardReason reason, DataCategory category) {
    return reason.ordinal() * CATEGORIES.length + category.ordinal();
  }

  /** Takes numbers back that did not arrive. */
  void countAgain(long[] drained) {
    for (int i = 0; i < drained.length; i++) {
      counts.addAndGet(i, drained[i]);
    }
  }

  /** Tells the numbers since it was last asked, whether or not a report took them along. */
  public void measure(Measure measure) {
    for (int i = 0; i < unmeasured.length(); i++) {
      long count = unmeasured.getAndSet(i, 0);
      if (count > 0) {
        measure.of(REASONS[i / CATEGORIES.length], CATEGORIES[i % CATEGORIES.length], count);
      }
    }
  }

  /** Tells the numbers since the start. */
  public void total(Measure measure) {
    for (int i = 0; i < totals.length(); i++) {
      long count = totals.get(i);
      if (count > 0) {
        measure.of(REASONS[i / CATEGORIES.length], CATEGORIES[i % CATEGORIES.length], count);
      }
    }
  }

  /**
   * The numbers so far as an item, and forgets them; null when there are none.
   *
   * @param json where the payload is written
   */
  public @Nullable Item drainTo(JsonBytes json) {
    long[] drained = new long[counts.length()];
    boolean any = false;
    for (int i = 0; i < drained.length; i++) {
      drained[i] = counts.getAndSet(i, 0);
      any |= drained[i] != 0;
    }
    if (!any) {
      return null;
    }
    write(drained, System.currentTimeMillis(), json.clear());
    return Item.clientReport(json, drained);
  }

  private static void write(long[] drained, long epochMillis, JsonBytes json) {
    json.beginObject().key("timestamp").seconds(epochMillis * 1_000_000L);
    json.key("discarded_events").beginArray();
    for (int i = 0; i < drained.length; i++) {
      if (drained[i] != 0) {
        json.beginObject()
            .field("reason", REASONS[i / CATEGORIES.length].wireName())
            .field("category", CATEGORIES[i % CATEGORIES.length].wireName())
            .field("quantity", drained[i])
            .endObject();
      }
    }
    json.endArray().endObject();
  }
}
