package dev.mcpsentry.sentry.internal.envelope;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent, in an envelope of its own.
 *
 * @param type what it is
 * @param priority when it goes
 * @param eventId the id that Sentry knows it again by, 32 hex digits; null when it has none
 * @param trace what Sentry is told of the trace it belongs to; null when it belongs to none
 * @param payload the item's bytes; valid until the caller writes on
 * @param count how many a container contains, else 1
 * @param losses what is lost with it
 */
public record Item(
    ItemType type,
    Priority priority,
    @Nullable String eventId,
    @Nullable TraceHeader trace,
    JsonBytes payload,
    int count,
    Losses losses) {

  /** An issue. */
  public static Item event(String eventId, TraceHeader trace, JsonBytes payload) {
    return single(ItemType.EVENT, eventId, trace, payload, Losses.of(DataCategory.ERROR, 1));
  }

  /** A transaction with so many spans besides its own. */
  public static Item transaction(String eventId, TraceHeader trace, JsonBytes payload, int spans) {
    return single(ItemType.TRANSACTION, eventId, trace, payload, Losses.ofTransaction(spans));
  }

  /** So many spans of one trace. */
  public static Item spans(TraceHeader trace, JsonBytes payload, int spans) {
    return new Item(
        ItemType.SPAN,
        ItemType.SPAN.priority(),
        null,
        trace,
        payload,
        spans,
        Losses.of(DataCategory.SPAN, spans));
  }

  /** So many logs, of whatever traces, which take so many bytes. */
  public static Item logs(JsonBytes payload, int logs, long bytes) {
    return new Item(
        ItemType.LOG,
        ItemType.LOG.priority(),
        null,
        null,
        payload,
        logs,
        Losses.of(DataCategory.LOG_ITEM, logs, DataCategory.LOG_BYTE, bytes));
  }

  /** So many values of metrics, of whatever traces. */
  public static Item metrics(JsonBytes payload, int metrics) {
    return new Item(
        ItemType.TRACE_METRIC,
        ItemType.TRACE_METRIC.priority(),
        null,
        null,
        payload,
        metrics,
        Losses.of(DataCategory.TRACE_METRIC, metrics));
  }

  /** So many sessions, aggregated. */
  public static Item sessions(JsonBytes payload, int sessions) {
    return single(
        ItemType.SESSIONS, null, null, payload, Losses.of(DataCategory.SESSION, sessions));
  }

  /** What became of one session. */
  public static Item session(JsonBytes payload) {
    return single(ItemType.SESSION, null, null, payload, Losses.of(DataCategory.SESSION, 1));
  }

  /** What was dropped. */
  static Item clientReport(JsonBytes payload, long[] counts) {
    return single(ItemType.CLIENT_REPORT, null, null, payload, new Losses.Reported(counts));
  }

  /** A report of no drops, which asks nothing but whether it is taken. */
  public static Item ofNoDrops(JsonBytes payload) {
    return clientReport(payload, new long[0]);
  }

  /** The same, but it goes with what is dearer. */
  public Item at(Priority dearer) {
    return new Item(type, dearer, eventId, trace, payload, count, losses);
  }

  private static Item single(
      ItemType type,
      @Nullable String eventId,
      @Nullable TraceHeader trace,
      JsonBytes payload,
      Losses losses) {
    return new Item(type, type.priority(), eventId, trace, payload, 1, losses);
  }
}
