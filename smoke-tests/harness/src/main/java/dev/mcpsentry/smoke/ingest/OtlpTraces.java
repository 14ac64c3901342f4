package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;

/**
 * What came to Sentry's endpoint for OpenTelemetry's protocol, as the streamed spans Sentry makes
 * of it: a span that has no parent in its process, or says that it is an MCP operation, is a
 * segment.
 */
final class OtlpTraces {

  // OpenTelemetry's span flags: whether the parent is remote is known, and whether it is
  private static final int REMOTE_KNOWN = 0x100;
  private static final int REMOTE = 0x200;

  private OtlpTraces() {}

  /** The spans of a request's body; throws a {@link Rejection} when it is none. */
  static List<ObjectNode> spans(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
          .flatMap(
              resource ->
                  resource.getScopeSpansList().stream()
                      .flatMap(scope -> scope.getSpansList().stream())
                      .map(span -> span(span, resource)))
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw Rejection.malformed("body is no export of spans: " + e.getMessage());
    }
  }

  private static ObjectNode span(Span span, ResourceSpans resource) {
    if (span.getTraceId().size() != 16 || span.getSpanId().size() != 8) {
      throw Rejection.malformed("span without ids");
    }
    if (span.getName().isEmpty()) {
      throw Rejection.malformed("span without a name");
    }
    if (span.getEndTimeUnixNano() < span.getStartTimeUnixNano()) {
      throw Rejection.malformed("span that ends before it starts");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("trace_id", hex(span.getTraceId())).put("span_id", hex(span.getSpanId()));
    if (!span.getParentSpanId().isEmpty()) {
      json.put("parent_span_id", hex(span.getParentSpanId()));
    }
    json.put("name", span.getName());
    boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
    json.put("status", failed ? "error" : "ok");
    json.put("start_timestamp", span.getStartTimeUnixNano() / 1e9);
    json.put("end_timestamp", span.getEndTimeUnixNano() / 1e9);
    ArrayNode links = json.putArray("links");
    span.getLinksList().forEach(link -> links.addObject().put("span_id", hex(link.getSpanId())));
    ObjectNode attributes = json.putObject("attributes");
    resource.getResource().getAttributesList().forEach(attribute -> put(attributes, attribute));
    span.getAttributesList().forEach(attribute -> put(attributes, attribute));
    if (!span.getStatus().getMessage().isEmpty()) {
      text(attributes, "sentry.status.message", span.getStatus().getMessage());
    }
    json.put("is_segment", isSegment(span, attributes));
    return json;
  }

  private static boolean isSegment(Span span, ObjectNode attributes) {
    boolean remote = (span.getFlags() & REMOTE_KNOWN) != 0 && (span.getFlags() & REMOTE) != 0;
    return span.getParentSpanId().isEmpty()
        || remote
        || attributes.path("sentry.op").path("value").asText().equals("mcp.server");
  }

  private static void put(ObjectNode attributes, KeyValue attribute) {
    AnyValue value = attribute.getValue();
    ObjectNode typed = attributes.putObject(attribute.getKey());
    switch (value.getValueCase()) {
      case INT_VALUE -> typed.put("type", "integer").put("value", value.getIntValue());
      case DOUBLE_VALUE -> typed.put("type", "double").put("value", value.getDoubleValue());
      case BOOL_VALUE -> typed.put("type", "boolean").put("value", value.getBoolValue());
      case ARRAY_VALUE -> {
        ArrayNode list = typed.put("type", "array").putArray("value");
        value.getArrayValue().getValuesList().forEach(e -> list.add(e.getStringValue()));
      }
      default -> typed.put("type", "string").put("value", value.getStringValue());
    }
  }

  private static void text(ObjectNode attributes, String key, String value) {
    attributes.putObject(key).put("type", "string").put("value", value);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
