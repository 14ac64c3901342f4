package dev.mcpsentry.sentry.internal.envelope;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Items in envelopes, as the outbox makes them. */
public final class TestEnvelopes {

  private final EnvelopeWriter writer;

  public TestEnvelopes(BridgeOptions options) {
    writer = new EnvelopeWriter(options, new About(options));
  }

  /** One that contains nothing. */
  public static Envelope empty(ItemType type) {
    DataCategory category = type.category();
    return new Envelope(
        type,
        type.priority(),
        new byte[0],
        Losses.of(category == null ? DataCategory.ERROR : category, 1));
  }

  public String newEventId() {
    return writer.newEventId();
  }

  public Envelope event(String eventId, TraceHeader trace, JsonBytes payload) {
    return writer.of(Item.event(eventId, trace, payload));
  }

  public Envelope transaction(String eventId, TraceHeader trace, JsonBytes json, int spans) {
    return writer.of(Item.transaction(eventId, trace, json, spans));
  }

  public Envelope sessions(JsonBytes payload, int sessions) {
    return writer.of(Item.sessions(payload, sessions));
  }

  public Envelope spans(TraceHeader trace, JsonBytes payload, int spans) {
    return writer.of(Item.spans(trace, payload, spans));
  }

  /** One of that many spans that goes with what is dearer. */
  public Envelope spans(TraceHeader trace, JsonBytes payload, int spans, Priority dearer) {
    return writer.of(Item.spans(trace, payload, spans).at(dearer));
  }

  public @Nullable Envelope clientReport(ClientReports reports) {
    Item item = reports.drainTo(new JsonBytes());
    return item == null ? null : writer.of(item);
  }

  /** How much was dropped of each reason and category, since somebody asked last. */
  public static String losses(ClientReports reports) {
    Item item = reports.drainTo(new JsonBytes());
    return item == null ? "" : LossesText.of(item.losses());
  }

  /** How much was dropped, of whatever category, since somebody asked last. */
  public static long dropped(ClientReports reports) {
    Item item = reports.drainTo(new JsonBytes());
    return item != null && item.losses() instanceof Losses.Reported reported
        ? Arrays.stream(reported.counts()).sum()
        : 0;
  }
}
