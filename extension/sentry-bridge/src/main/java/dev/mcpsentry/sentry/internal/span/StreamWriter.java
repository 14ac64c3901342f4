package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.AgentCat;
import dev.mcpsentry.sentry.internal.convention.AttributeWriter;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.convention.ValueForm;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * Writes spans of one trace as a container of Sentry's spans v2, straight from the finished spans.
 * Rules: Sentry's developer documentation on the span protocol. One instance serves one thread.
 */
final class StreamWriter {

  private static final int MAX_LINKS = 10;
  private static final int MAX_NAME_CHARS = 200;
  private static final int MAX_TEXT_CHARS = 4 * 1024;

  private final JsonBytes json = new JsonBytes();
  private final byte[] about;
  private final ProgramName programName;
  private final AttributeWriter attributes;
  private final Identity identity;
  private final AgentCat agentCat;
  private final Redaction redaction;

  StreamWriter(
      About about, Identity identity, AgentCat agentCat, McpNames mcpNames, Redaction redaction) {
    this.agentCat = agentCat;
    this.identity = identity;
    this.about = about.attributes();
    this.redaction = redaction;
    this.programName = new ProgramName(about.serviceName(), redaction);
    this.attributes = new AttributeWriter(json, ValueForm.TYPED, identity, mcpNames, redaction);
  }

  /** Writes the payload, valid until the next. */
  JsonBytes write(List<StreamedSpan> spans) {
    json.clear().beginObject().field("version", 2).key("items").beginArray();
    for (StreamedSpan span : spans) {
      span(span.segment(), span.span());
    }
    json.endArray().endObject();
    return json;
  }

  private void span(Segment segment, TypedSpan typed) {
    SpanData span = typed.data();
    boolean isSegment = isSegment(segment, typed);
    String name = typed.name(redaction);
    json.beginObject().field("trace_id", span.getTraceId()).field("span_id", span.getSpanId());
    if (span.getParentSpanContext().isValid()) {
      json.field("parent_span_id", span.getParentSpanId());
    }
    json.key("name").value(name.isEmpty() ? typed.op(redaction) : name, MAX_TEXT_CHARS);
    json.field("status", typed.failed() ? "error" : "ok").field("is_segment", isSegment);
    json.key("start_timestamp").seconds(span.getStartEpochNanos());
    json.key("end_timestamp").seconds(Math.max(span.getStartEpochNanos(), span.getEndEpochNanos()));
    links(span.getLinks());
    json.key("attributes").beginObject();
    attributes.write(typed);
    attributes.word("sentry.op", typed.op(redaction));
    attributes.word("sentry.origin", typed.origin(redaction));
    attributes.word("sentry.trace_lifecycle", "stream");
    String user = isSegment ? segment.user(identity, typed) : identity.user(span.getAttributes());
    attributes.user(user);
    attributes.fields(agentCat.tags(typed, user));
    if (isSegment) {
      attributes.word("sentry.segment.id", span.getSpanId());
      attributes.word("sentry.segment.name", name);
      attributes.word("sentry.segment.name.source", typed.source());
      Double rate = segment.decision().knownRate();
      if (rate != null) {
        attributes.number("sentry.sample_rate", rate);
      }
    } else {
      String segmentName = segment.name();
      attributes.word("sentry.segment.id", segment.rootId());
      attributes.word(
          "sentry.segment.name",
          segmentName == null ? null : redaction.text(segmentName, MAX_NAME_CHARS));
    }
    attributes.word("otel.kind", span.getKind().name());
    attributes.text(
        "otel.scope.name", span.getInstrumentationScopeInfo().getName(), MAX_NAME_CHARS);
    attributes.word("service.name", programName.after(span));
    attributes.statusMessage("sentry.status.message", typed);
    if (attributes.dropped() > 0) {
      attributes.number("otel.dropped_attributes_count", attributes.dropped());
    }
    json.raw(about).endObject().endObject();
  }

  /** Whether Sentry shows it as a request of its own: where the trace enters, and MCP's. */
  static boolean isSegment(Segment segment, TypedSpan span) {
    return segment.isRoot(span) || span.isOperation();
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
}
