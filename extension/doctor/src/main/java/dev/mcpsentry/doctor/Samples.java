package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import java.util.List;

/** One of each kind of thing that is sent, all of one trace and named doctor. */
final class Samples {

  private static final String NAME = "doctor";
  private static final long NANOS_IN_A_MILLI = 1_000_000L;
  private static final long MILLIS_TAKEN = 100;

  private final BridgeOptions options;
  private final About about;
  private final EnvelopeWriter envelopes;
  private final long endNanos;
  private final String traceId;
  private final String spanId;
  private final TraceHeader trace;

  /**
   * Something to send.
   *
   * @param name what it is, and its ids
   * @param search where and by which words it is found
   */
  record Sample(String name, Envelope envelope, String search) {}

  /**
   * @param epochMillis when it is said to have happened
   */
  Samples(BridgeOptions options, long epochMillis) {
    this.options = options;
    this.about = new About(options);
    this.envelopes = new EnvelopeWriter(options, about);
    this.endNanos = epochMillis * NANOS_IN_A_MILLI;
    this.traceId = envelopes.newEventId();
    this.spanId = envelopes.newEventId().substring(0, 16);
    this.trace = new TraceHeader(new SampleDecision(traceId, true, 1.0, 0.5, null), NAME);
  }

  List<Sample> all() {
    return List.of(transaction(), issue(), log(), metric());
  }

  private Sample transaction() {
    String id = envelopes.newEventId();
    JsonBytes json = new JsonBytes();
    json.beginObject()
        .field("type", "transaction")
        .field("event_id", id)
        .field("transaction", NAME)
        .key("start_timestamp")
        .seconds(endNanos - MILLIS_TAKEN * NANOS_IN_A_MILLI)
        .key("timestamp")
        .seconds(endNanos);
    json.key("transaction_info").beginObject().field("source", "custom").endObject();
    json.raw(about.members());
    contexts(json, true);
    json.key("spans").beginArray().endArray().endObject();
    return new Sample(
        "transaction %s of trace %s:".formatted(id, traceId),
        envelopes.of(Item.transaction(id, trace, json, 0)),
        "Explore > Traces: trace:" + traceId);
  }

  private Sample issue() {
    String id = envelopes.newEventId();
    JsonBytes json = new JsonBytes();
    json.beginObject().field("event_id", id).key("timestamp").seconds(endNanos);
    json.field("level", "info").field("logger", NAME).field("transaction", NAME);
    json.key("logentry").beginObject().field("formatted", NAME).endObject();
    json.key("fingerprint").beginArray().value("mcp-sentry-" + NAME).endArray();
    json.raw(about.members());
    contexts(json, false);
    json.endObject();
    return new Sample(
        "issue %s:".formatted(id), envelopes.of(Item.event(id, trace, json)), "Issues: " + id);
  }

  private Sample log() {
    JsonBytes json = new JsonBytes();
    json.beginObject().key("items").beginArray().beginObject();
    json.key("timestamp").seconds(endNanos).field("trace_id", traceId).field("span_id", spanId);
    json.field("level", "info").field("severity_number", 9L).field("body", NAME);
    json.key("attributes").beginObject().raw(about.attributes()).endObject();
    json.endObject().endArray().endObject();
    return new Sample(
        "log:",
        envelopes.of(Item.logs(json, 1, json.length())),
        "Explore > Logs: trace:" + traceId);
  }

  private Sample metric() {
    JsonBytes json = new JsonBytes();
    json.beginObject().field("version", 2L).key("items").beginArray().beginObject();
    json.key("timestamp").seconds(endNanos).field("trace_id", traceId).field("span_id", spanId);
    json.field("type", "counter").field("name", NAME).field("value", 1L);
    json.key("attributes").beginObject().raw(about.attributes()).endObject();
    json.endObject().endArray().endObject();
    return new Sample(
        "metric:", envelopes.of(Item.metrics(json, 1)), "Explore > Metrics: metric.name:" + NAME);
  }

  private void contexts(JsonBytes json, boolean whole) {
    json.key("contexts").beginObject().key("trace").beginObject();
    json.field("trace_id", traceId).field("span_id", spanId).field("op", "mcp.server");
    if (whole) {
      json.field("status", "ok").field("origin", "manual");
      json.key("data")
          .beginObject()
          .field("mcp.method.name", NAME)
          .field("service.name", options.serviceName())
          .endObject();
    }
    json.endObject().raw(about.contexts()).endObject();
  }
}
