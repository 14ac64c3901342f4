package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/** Builds finished spans for tests. */
public final class TestSpans {

  public static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final TestSpanData.Builder span;
  private final AttributesBuilder attributes = Attributes.builder();
  private final List<EventData> events = new ArrayList<>();

  private TestSpans(String name, SpanKind kind, int id) {
    span =
        TestSpanData.builder()
            .setName(name)
            .setKind(kind)
            .setSpanContext(context(id))
            .setStatus(StatusData.unset())
            .setStartEpochNanos(1_795_232_691_000_000_000L)
            .setEndEpochNanos(1_795_232_691_250_000_000L)
            .setHasEnded(true);
  }

  public static TestSpans span(String name, SpanKind kind, int id) {
    return new TestSpans(name, kind, id);
  }

  public static TestSpans toolCall(int id) {
    return new TestSpans("tools/call add", SpanKind.SERVER, id)
        .with(McpAttributes.MCP_METHOD_NAME, "tools/call")
        .with(McpAttributes.GEN_AI_TOOL_NAME, "add")
        .with(McpAttributes.APP_TRANSPORT, "stdio");
  }

  public static String id(int id) {
    return "%016x".formatted(id);
  }

  private static SpanContext context(int id) {
    return SpanContext.create(TRACE_ID, id(id), TraceFlags.getSampled(), TraceState.getDefault());
  }

  public TestSpans below(int parent) {
    span.setParentSpanContext(context(parent));
    return this;
  }

  public TestSpans belowRemote(int parent) {
    span.setParentSpanContext(
        SpanContext.createFromRemoteParent(
            TRACE_ID, id(parent), TraceFlags.getSampled(), TraceState.getDefault()));
    return this;
  }

  public <T> TestSpans with(AttributeKey<T> key, T value) {
    attributes.put(key, value);
    return this;
  }

  public TestSpans with(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  public TestSpans with(String key, long value) {
    attributes.put(key, value);
    return this;
  }

  public TestSpans failed(String description) {
    span.setStatus(StatusData.create(io.opentelemetry.api.trace.StatusCode.ERROR, description));
    return this;
  }

  public TestSpans linkedTo(int other) {
    span.setLinks(List.of(LinkData.create(context(other))));
    return this;
  }

  public TestSpans event(EventData event) {
    events.add(event);
    return this;
  }

  /** The span as the bridge sees it. */
  public TypedSpan typed() {
    return TypedSpan.of(build());
  }

  public TestSpanData build() {
    return span.setAttributes(attributes.build()).setEvents(events).build();
  }
}
