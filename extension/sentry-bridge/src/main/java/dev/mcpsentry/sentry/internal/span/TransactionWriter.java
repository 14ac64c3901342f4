package dev.mcpsentry.sentry.internal.span;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.mcpsentry.sentry.internal.convention.AgentCat;
import dev.mcpsentry.sentry.internal.convention.AttributeWriter;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.convention.RecordedException;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.convention.ValueForm;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.privacy.DatabaseLiterals;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a root and its descendants as a Sentry transaction, straight from the finished spans. One
 * instance serves one thread.
 */
public final class TransactionWriter {

  // Sentry takes transactions of at most 1 MiB
  private static final int MAX_PAYLOAD_BYTES = 950_000;
  private static final int MAX_EVENTS = 10;
  private static final int MAX_LINKS = 10;
  private static final int MAX_NAME_CHARS = 200;
  private static final int MAX_TEXT_CHARS = 4 * 1024;

  private static final AttributeKey<String> EXCEPTION_TYPE = stringKey("exception.type");
  private static final AttributeKey<String> EXCEPTION_MESSAGE = stringKey("exception.message");

  private final JsonBytes json = new JsonBytes();
  private final About about;
  private final ProgramName programName;
  private final AttributeWriter attributes;
  private final Identity identity;
  private final AgentCat agentCat;
  private final Redaction redaction;

  public TransactionWriter(BridgeOptions options, About about, Redaction redaction) {
    this.about = about;
    this.redaction = redaction;
    this.programName = new ProgramName(about.serviceName(), redaction);
    this.identity = options.identities();
    this.agentCat = options.agentCat();
    this.attributes =
        new AttributeWriter(
            json, ValueForm.PLAIN, identity, McpNames.of(options.olderMcpNames()), redaction);
  }

  /**
   * Writes the payload.
   *
   * @param user who asks, as Sentry may know him; null for nobody
   * @return how many descendants found room
   */
  public int write(
      String eventId, TypedSpan root, @Nullable String user, List<TypedSpan> descendants) {
    json.clear()
        .beginObject()
        .field("type", "transaction")
        .field("event_id", eventId)
        .key("transaction")
        .value(redaction.text(root.name(), MAX_NAME_CHARS));
    times(root.data());
    json.key("transaction_info").beginObject().field("source", root.source()).endObject();
    json.raw(about.members());
    tags(root, user);
    if (user != null) {
      json.key("user").beginObject().field("id", user).endObject();
    }
    json.key("contexts").beginObject().key("trace").beginObject();
    span(root, true, user);
    json.endObject().raw(about.contexts()).endObject();
    json.key("spans").beginArray();
    int written = 0;
    for (TypedSpan span : descendants) {
      int before = json.length();
      json.beginObject();
      json.key("description").value(span.name(redaction), MAX_TEXT_CHARS);
      times(span.data());
      span(span, false, identity.user(span.data().getAttributes()));
      json.endObject();
      if (json.length() > MAX_PAYLOAD_BYTES) {
        json.rewind(before);
        break;
      }
      written++;
    }
    json.endArray().endObject();
    return written;
  }

  /** The payload written last; valid until the next. */
  public JsonBytes payload() {
    return json;
  }

  private void tags(TypedSpan root, @Nullable String user) {
    Map<String, String> more = agentCat.tags(root, user);
    if (about.tags().isEmpty() && more.isEmpty()) {
      return;
    }
    Map<String, String> tags = new LinkedHashMap<>(about.tags());
    more.forEach((key, value) -> tags.putIfAbsent(key, redaction.text(value, MAX_NAME_CHARS)));
    json.key("tags").beginObject();
    tags.forEach(json::field);
    json.endObject();
  }

  private void times(SpanData span) {
    json.key("start_timestamp").seconds(span.getStartEpochNanos());
    json.key("timestamp").seconds(Math.max(span.getStartEpochNanos(), span.getEndEpochNanos()));
  }

  private void span(TypedSpan typed, boolean root, @Nullable String user) {
    SpanData span = typed.data();
    json.field("trace_id", span.getTraceId()).field("span_id", span.getSpanId());
    if (span.getParentSpanContext().isValid()) {
      json.field("parent_span_id", span.getParentSpanId());
    }
    json.field("op", typed.op(redaction))
        .field("status", typed.status())
        .field("origin", typed.origin(redaction));
    links(span.getLinks());
    json.key("data").beginObject();
    attributes.write(typed);
    attributes.user(user);
    if (root) {
      String learned = programName.after(span);
      json.field("service.name", learned == null ? about.serviceName() : learned);
    }
    kind(span.getKind());
    attributes.text(
        "otel.scope.name", span.getInstrumentationScopeInfo().getName(), MAX_NAME_CHARS);
    attributes.statusMessage("otel.status_description", typed);
    List<EventData> events = span.getEvents();
    events(events, Math.max(events.size(), span.getTotalRecordedEvents()));
    if (attributes.dropped() > 0) {
      json.field("otel.dropped_attributes_count", attributes.dropped());
    }
    json.endObject();
  }

  private static boolean isDatabases(EventData event, Attributes attributes) {
    String type = attributes.get(EXCEPTION_TYPE);
    String message = attributes.get(EXCEPTION_MESSAGE);
    return type != null && DatabaseLiterals.isDatabase(type)
        || message != null && DatabaseLiterals.areIn(message)
        || DatabaseLiterals.concern(RecordedException.of(event));
  }

  private void kind(SpanKind kind) {
    json.field("otel.kind", kind.name());
  }

  private void links(List<LinkData> links) {
    if (links.isEmpty()) {
      return;
    }
    json.key("links").beginArray();
    for (LinkData link : links.subList(0, Math.min(links.size(), MAX_LINKS))) {
      json.beginObject()
          .field("trace_id", link.getSpanContext().getTraceId())
          .field("span_id", link.getSpanContext().getSpanId())
          .field("sampled", link.getSpanContext().isSampled())
          .endObject();
    }
    json.endArray();
  }

  private void events(List<EventData> events, int recorded) {
    if (events.isEmpty()) {
      return;
    }
    json.key("otel.events").beginArray();
    for (EventData event : events.subList(0, Math.min(events.size(), MAX_EVENTS))) {
      json.beginObject().key("timestamp").seconds(event.getEpochNanos());
      json.key("name").value(redaction.text(event.getName(), MAX_NAME_CHARS));
      json.key("attributes").beginObject();
      Attributes of = RecordedException.attributes(event);
      of.forEach(attributes.ofEvent(of).ofDatabase(isDatabases(event, of))::event);
      json.endObject().endObject();
    }
    json.endArray();
    if (recorded > MAX_EVENTS) {
      json.field("otel.dropped_events_count", recorded - (long) MAX_EVENTS);
    }
  }
}
