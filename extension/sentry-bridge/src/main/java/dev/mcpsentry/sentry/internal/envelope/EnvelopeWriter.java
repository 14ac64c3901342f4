package dev.mcpsentry.sentry.internal.envelope;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.sampling.FrozenContext;
import dev.mcpsentry.sentry.internal.sampling.SamplingContext;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.propagation.SentrySampling;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Puts payloads into envelopes. Reuses its buffer, so it belongs to one thread. */
public final class EnvelopeWriter {

  private static final int MAX_NAME_CHARS = 200;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final BridgeOptions options;
  private final Redaction redaction;
  private final byte[] sdk;
  private final JsonBytes head = new JsonBytes();
  private final JsonBytes report = new JsonBytes();
  private final char[] eventId = new char[32];

  public EnvelopeWriter(BridgeOptions options) {
    this.options = options;
    this.redaction = new Redaction(options.redactKeys());
    this.sdk = sdk();
  }

  /** The {@code sdk} object, for headers and payloads. */
  public static byte[] sdk() {
    return new JsonBytes()
        .beginObject()
        .field("name", Product.NAME)
        .field("version", Product.VERSION)
        .endObject()
        .toByteArray();
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

  /** An issue. */
  public Envelope event(String eventId, SamplingContext trace, JsonBytes payload) {
    return envelope(Envelope.Content.ERROR, "event", eventId, trace, payload, 0, null);
  }

  /** A transaction with so many spans besides its own. */
  public Envelope transaction(String eventId, SamplingContext trace, JsonBytes payload, int spans) {
    return envelope(
        Envelope.Content.TRANSACTION, "transaction", eventId, trace, payload, spans, null);
  }

  /** So many sessions, aggregated. */
  public Envelope sessions(JsonBytes payload, int sessions) {
    return envelope(Envelope.Content.SESSIONS, "sessions", null, null, payload, sessions, null);
  }

  /** What was dropped since the last report, or null when nothing was. */
  public @Nullable Envelope clientReport(ClientReports reports) {
    long[] drained = reports.drain();
    if (drained == null) {
      return null;
    }
    ClientReports.write(drained, System.currentTimeMillis(), report.clear());
    return envelope(
        Envelope.Content.CLIENT_REPORT, "client_report", null, null, report, 0, drained);
  }

  private Envelope envelope(
      Envelope.Content content,
      String type,
      @Nullable String id,
      @Nullable SamplingContext trace,
      JsonBytes payload,
      int contained,
      long @Nullable [] reported) {
    head.clear()
        .beginObject()
        .field("sent_at", Envelope.SENT_AT_PLACEHOLDER)
        .field("event_id", id)
        .key("sdk")
        .raw(sdk);
    if (trace instanceof TraceHeader ours) {
      trace(ours);
    } else if (trace instanceof FrozenContext frozen && frozen.head().isComplete()) {
      head.key("trace").beginObject();
      frozen.head().entries().forEach(head::field);
      head.endObject();
    }
    head.endObject().newLine();
    head.beginObject()
        .field("type", type)
        .field("content_type", "application/json")
        .field("length", payload.length())
        .endObject()
        .newLine();
    byte[] bytes = new byte[head.length() + payload.length() + 1];
    head.copyTo(bytes, 0);
    payload.copyTo(bytes, head.length());
    bytes[bytes.length - 1] = '\n';
    return new Envelope(content, bytes, contained, reported);
  }

  private void trace(TraceHeader trace) {
    head.key("trace")
        .beginObject()
        .field("trace_id", trace.traceId())
        .field("public_key", options.dsn().publicKey())
        .field("release", options.release())
        .field("environment", options.environment())
        .field("org_id", options.dsn().organization());
    String transaction = trace.transaction();
    if (transaction != null) {
      head.key("transaction").value(redaction.text(transaction, MAX_NAME_CHARS));
    }
    head.field("sample_rate", Double.toString(options.tracesSampleRate()))
        .field("sample_rand", SentrySampling.text(trace.sampleRand()))
        .field("sampled", trace.sampled() ? "true" : "false")
        .endObject();
  }
}
