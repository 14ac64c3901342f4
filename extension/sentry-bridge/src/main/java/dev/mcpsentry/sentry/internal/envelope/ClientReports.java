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

  /** Counts dropped items. Callable from any thread, the application's included. */
  public void count(DiscardReason reason, DataCategory category, long quantity) {
    if (quantity > 0) {
      counts.addAndGet(reason.ordinal() * CATEGORIES.length + category.ordinal(), quantity);
    }
  }

  /** Counts a transaction that was not sent: itself, its spans and the span it stands for. */
  public void countTransaction(DiscardReason reason, int spans) {
    count(reason, DataCategory.TRANSACTION, 1);
    count(reason, DataCategory.SPAN, spans + 1L);
  }

  public void countEnvelope(DiscardReason reason, Envelope envelope) {
    switch (envelope.content()) {
      case ERROR -> count(reason, DataCategory.ERROR, 1);
      case SESSIONS -> count(reason, DataCategory.SESSION, envelope.contained());
      case TRANSACTION -> countTransaction(reason, envelope.contained());
      case CLIENT_REPORT -> {
        long[] lost = envelope.reported();
        for (int i = 0; lost != null && i < lost.length; i++) {
          counts.addAndGet(i, lost[i]);
        }
      }
    }
  }

  /** The numbers so far, which are then forgotten; null when there are none. */
  public long @Nullable [] drain() {
    long[] drained = new long[counts.length()];
    boolean any = false;
    for (int i = 0; i < drained.length; i++) {
      drained[i] = counts.getAndSet(i, 0);
      any |= drained[i] != 0;
    }
    return any ? drained : null;
  }

  public static void write(long[] drained, long epochMillis, JsonBytes json) {
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
