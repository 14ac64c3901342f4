package dev.mcpsentry.sentry.internal.envelope;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import dev.mcpsentry.telemetry.propagation.SentrySampling;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Puts payloads into envelopes. Reuses its buffer, so it belongs to one thread. */
public final class EnvelopeWriter {

  private static final int MAX_NAME_CHARS = 200;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final BridgeOptions options;
  private final Redaction redaction;
  private final About about;
  private final JsonBytes head = new JsonBytes();
  private final char[] eventId = new char[32];

  public EnvelopeWriter(BridgeOptions options, About about) {
    this.options = options;
    this.redaction = options.redaction();
    this.about = about;
  }

  /** 32 random hex digits of a version 4 UUID. */
  public String newEventId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    hex((random.nextLong() & ~0xf000L) | 0x4000L, 0);
    hex((random.nextLong() & ~(3L << 62)) | (1L << 63), 16);
    return new String(eventId);
  }

  private void hex(long value, int offset) {
    for (int i = 0; i < 16; i++) {
      eventId[offset + i] = HEX[(int) (value >>> (60 - 4 * i)) & 0xf];
    }
  }

  /** Puts an item into an envelope. */
  public Envelope of(Item item) {
    JsonBytes payload = item.payload();
    head.clear();
    begin(item);
    beginItem(item);
    byte[] bytes = new byte[head.length() + payload.length() + 1];
    head.copyTo(bytes, 0);
    payload.copyTo(bytes, head.length());
    bytes[bytes.length - 1] = '\n';
    return new Envelope(item.type(), item.priority(), bytes, item.losses());
  }

  /** Puts items of a kind, which belong to no trace and each have a payload, into one envelope. */
  public Envelope of(List<Item> items) {
    Item first = items.get(0);
    head.clear();
    begin(first);
    for (Item item : items) {
      beginItem(item);
      head.raw(item.payload().toByteArray()).newLine();
    }
    return new Envelope(
        first.type(),
        first.priority(),
        head.toByteArray(),
        new Losses.Several(items.stream().map(Item::losses).toList()));
  }

  private void begin(Item item) {
    TraceHeader trace = item.trace();
    head.beginObject()
        .field("sent_at", Envelope.SENT_AT_PLACEHOLDER)
        .field("event_id", item.eventId())
        .key("sdk")
        .raw(about.sdk());
    if (trace != null) {
      trace(trace, item.type());
    }
    head.endObject().newLine();
  }

  private void beginItem(Item item) {
    head.beginObject()
        .field("type", item.type().wireName())
        .field("content_type", item.type().contentType())
        .field("length", item.payload().length());
    if (item.type().isContainer()) {
      head.field("item_count", item.count());
    }
    head.endObject().newLine();
  }

  private void trace(TraceHeader trace, ItemType type) {
    SentryHead frozen = trace.decision().head();
    if (frozen == null) {
      ours(trace.decision(), trace.transaction());
    } else if (frozen.isComplete()) {
      head.key("trace").beginObject();
      frozen.redacted(redaction).entries().forEach(head::field);
      if (frozen.isLeftOpen()) {
        decided(trace.decision());
      }
      head.endObject();
    } else if (type == ItemType.SPAN) {
      // relay 26 takes no spans of version 2 without
      head.key("trace")
          .beginObject()
          .field("trace_id", trace.decision().traceId())
          .field("public_key", options.dsn().publicKey())
          .endObject();
    }
  }

  private void ours(SampleDecision decision, @Nullable String transaction) {
    head.key("trace")
        .beginObject()
        .field("trace_id", decision.traceId())
        .field("public_key", options.dsn().publicKey())
        .field("release", about.release())
        .field("environment", about.environment())
        .field("org_id", options.dsn().organization());
    if (transaction != null) {
      head.key("transaction").value(redaction.text(transaction, MAX_NAME_CHARS));
    }
    head.field("sample_rand", SentrySampling.text(decision.rand()));
    decided(decision);
    head.endObject();
  }

  private void decided(SampleDecision decision) {
    head.field("sample_rate", Double.toString(decision.rate()))
        .field("sampled", decision.sampled() ? "true" : "false");
  }
}
