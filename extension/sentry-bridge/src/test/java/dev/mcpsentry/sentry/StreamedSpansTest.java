package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code SENTRY_TRACE_LIFECYCLE=stream}, over the real SDK. */
class StreamedSpansTest {

  private FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() throws IOException {
    assertThat(ingest.faults()).isEmpty();
    ingest.close();
  }

  @Test
  void spansOfACall_leaveTogether_segmentsMarked() {
    try (TestSdk sdk =
        sdk(Map.of("sentry.release", "1.2", "sentry.dist", "42", "sentry.tags", "team:blue"))) {
      Span http = http(sdk, "POST");
      Span call = sdk.toolCall("add", Context.root().with(http));
      sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan().end();
      call.end();
      http.end();
    }
    assertThat(ingest.items("transaction")).isEmpty();
    assertThat(ingest.items("span")).hasSize(1);
    Item container = ingest.items("span").get(0);
    assertThat(container.header().path("content_type").asText())
        .isEqualTo("application/vnd.sentry.items.span.v2+json");
    assertThat(container.header().path("item_count").asInt()).isEqualTo(3);
    assertThat(container.payload().path("version").asInt()).isEqualTo(2);
    JsonNode trace = container.envelope().path("trace");
    JsonNode http = named("POST /mcp");
    assertThat(trace.path("trace_id").asText()).isEqualTo(http.path("trace_id").asText());
    assertThat(trace.path("sampled").asText()).isEqualTo("true");

    JsonNode call = named("tools/call add");
    JsonNode work = named("work");
    assertThat(call.path("parent_span_id")).isEqualTo(http.path("span_id"));
    assertThat(work.path("parent_span_id")).isEqualTo(call.path("span_id"));
    assertThat(List.of(http, call, work))
        .extracting(span -> span.path("is_segment").asBoolean())
        .containsExactly(true, true, false);
    assertThat(List.of(http, call, work))
        .extracting(span -> text(span, "sentry.op"))
        .containsExactly("http.server", "mcp.server", "function");
    assertThat(List.of(http, call, work))
        .extracting(span -> text(span, "sentry.segment.name"))
        .containsExactly("POST /mcp", "tools/call add", "tools/call add");
    assertThat(text(work, "sentry.segment.id")).isEqualTo(call.path("span_id").asText());
    for (JsonNode span : List.of(http, call, work)) {
      assertThat(span.path("status").asText()).isEqualTo("ok");
      assertThat(span.path("start_timestamp").asDouble())
          .isLessThanOrEqualTo(span.path("end_timestamp").asDouble());
      assertThat(text(span, "sentry.trace_lifecycle")).isEqualTo("stream");
      assertThat(text(span, "sentry.release")).isEqualTo("1.2");
      assertThat(text(span, "sentry.dist")).isEqualTo("42");
      assertThat(text(span, "sentry.environment")).isEqualTo("production");
      assertThat(text(span, "sentry.sdk.name")).isEqualTo("mcp-sentry");
      assertThat(text(span, "sentry.origin")).startsWith("auto.");
      assertThat(text(span, "team")).isEqualTo("blue");
    }
    assertThat(text(call, "gen_ai.tool.name")).isEqualTo("add");
    assertThat(text(call, "mcp.tool.name")).isEqualTo("add");
    assertThat(ingest.payloads("sessions")).hasSize(1);
  }

  @Test
  void withoutOlderNames_theCurrentOnesRemain() {
    try (TestSdk sdk = sdk(Map.of("sentry.mcp.older.names", "false"))) {
      Span call = sdk.toolCall("divide", Context.root());
      call.setAttribute("mcp.sentry.failure", "tool_exception");
      call.recordException(new IllegalStateException("boom"));
      call.setStatus(StatusCode.ERROR);
      call.end();
    }
    JsonNode call = named("tools/call divide");
    assertThat(text(call, "gen_ai.tool.name")).isEqualTo("divide");
    assertThat(call.path("attributes").has("mcp.tool.name")).isFalse();
    JsonNode tags = ingest.payloads("event").get(0).path("tags");
    assertThat(tags.path("gen_ai.tool.name").asText()).isEqualTo("divide");
    assertThat(tags.has("mcp.tool.name")).isFalse();
  }

  @Test
  void attributes_sayTheirTypes() {
    try (TestSdk sdk = sdk(Map.of())) {
      Span call = sdk.toolCall("add", Context.root());
      call.setAttribute("text", "t");
      call.setAttribute("whole", Long.MAX_VALUE);
      call.setAttribute("fraction", 0.5);
      call.setAttribute("nothing", Double.NaN);
      call.setAttribute("flag", true);
      call.setAttribute(AttributeKey.stringArrayKey("texts"), List.of("a", "password=hunter2"));
      call.setAttribute(AttributeKey.longArrayKey("numbers"), List.of(1L, 4_242_424_242_424_242L));
      call.setAttribute("password", "hunter2");
      call.end();
    }
    JsonNode attributes = named("tools/call add").path("attributes");
    assertThat(attributes.path("text")).hasToString("{\"type\":\"string\",\"value\":\"t\"}");
    assertThat(attributes.path("whole"))
        .hasToString("{\"type\":\"integer\",\"value\":" + Long.MAX_VALUE + "}");
    assertThat(attributes.path("fraction")).hasToString("{\"type\":\"double\",\"value\":0.5}");
    assertThat(attributes.path("nothing")).hasToString("{\"type\":\"string\",\"value\":\"NaN\"}");
    assertThat(attributes.path("flag")).hasToString("{\"type\":\"boolean\",\"value\":true}");
    assertThat(attributes.path("texts"))
        .hasToString("{\"type\":\"array\",\"value\":[\"a\",\"password=[Filtered]\"]}");
    // as one of them is a card number
    assertThat(attributes.path("numbers").path("value").get(0).isTextual()).isTrue();
    assertThat(attributes.path("numbers").toString()).doesNotContain("4242");
    assertThat(attributes.path("password").path("value").asText()).isEqualTo("[Filtered]");
  }

  @Test
  void keysThatAreOurs_areWrittenOnce() {
    try (TestSdk sdk = sdk(Map.of())) {
      Span call = sdk.toolCall("add", Context.root());
      call.setAttribute("sentry.op", "theirs");
      call.setAttribute("service.name", "theirs");
      call.end();
    }
    JsonNode call = named("tools/call add");
    assertThat(text(call, "sentry.op")).isEqualTo("mcp.server");
    assertThat(text(call, "service.name")).isEqualTo("calculator");
    assertThat(call.toString()).doesNotContain("theirs");
  }

  @Test
  void childThatEndsLate_isJustALaterSpan() {
    try (TestSdk sdk = sdk(Map.of())) {
      Span call = sdk.toolCall("add", Context.root());
      Span late = sdk.tracer().spanBuilder("late").setParent(Context.root().with(call)).startSpan();
      call.end();
      sdk.flush();
      assertThat(spans()).hasSize(1);
      late.end();
    }
    assertThat(ingest.items("span")).hasSize(2);
    assertThat(text(named("late"), "sentry.segment.id"))
        .isEqualTo(named("tools/call add").path("span_id").asText());
    assertThat(text(named("late"), "sentry.segment.name")).isEqualTo("tools/call add");
  }

  @Test
  void childThatLeavesFirst_knowsItsSegmentAlready() {
    try (TestSdk sdk = sdk(Map.of())) {
      Span call = sdk.toolCall("add", Context.root());
      sdk.tracer().spanBuilder("early").setParent(Context.root().with(call)).startSpan().end();
      sdk.flush();
      assertThat(text(named("early"), "sentry.segment.name")).isEqualTo("tools/call add");
      call.end();
    }
  }

  @Test
  void failure_isAnErrorWithItsReason_andGoesFirst() {
    try (TestSdk sdk = sdk(Map.of())) {
      Span call = sdk.toolCall("divide", Context.root());
      call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
      call.setStatus(StatusCode.ERROR, "by zero, token=abc");
      call.end();
      Span mistaken = sdk.toolCall("nope", Context.root());
      mistaken.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "caller_fault");
      mistaken.end();
    }
    JsonNode failed = named("tools/call divide");
    assertThat(failed.path("status").asText()).isEqualTo("error");
    assertThat(text(failed, "sentry.status.message")).isEqualTo("by zero, token=[Filtered]");
    assertThat(text(failed, "mcp.failure")).isEqualTo("tool_exception");
    assertThat(named("tools/call nope").path("status").asText()).isEqualTo("ok");
  }

  @Test
  void links_areNative() {
    try (TestSdk sdk = sdk(Map.of())) {
      Span http = http(sdk, "POST");
      sdk.tracer().spanBuilder("linked").addLink(http.getSpanContext()).startSpan().end();
      http.end();
    }
    JsonNode link = named("linked").path("links").get(0);
    assertThat(link.path("span_id")).isEqualTo(named("POST /mcp").path("span_id"));
    assertThat(link.path("sampled").asBoolean()).isTrue();
  }

  @Test
  void tracesAreNeverMixed_andEachLeavesOnce() {
    try (TestSdk sdk = sdk(Map.of())) {
      for (int i = 0; i < 50; i++) {
        Span call = sdk.toolCall("t" + i, Context.root());
        sdk.tracer().spanBuilder("w" + i).setParent(Context.root().with(call)).startSpan().end();
        call.end();
      }
    }
    assertThat(ingest.items("span")).hasSize(50);
    for (Item container : ingest.items("span")) {
      assertThat(container.payload().path("items"))
          .allMatch(
              span ->
                  span.path("trace_id")
                      .equals(container.envelope().path("trace").path("trace_id")));
    }
    assertThat(spans()).hasSize(100);
  }

  @Test
  void unsampledTraces_areCountedAsSpans() {
    try (TestSdk sdk = sdk(Map.of("sentry.traces.sample.rate", "0.0"))) {
      Span call = sdk.toolCall("add", Context.root());
      sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan().end();
      call.end();
    }
    assertThat(spans()).isEmpty();
    assertThat(ingest.discarded("sample_rate", "span")).isEqualTo(2);
    assertThat(ingest.discarded("sample_rate", "transaction")).isZero();
  }

  @Test
  void requestThatKeptAStreamOpen_isNoRequest_andSeldomTold() {
    int streams = 400;
    try (TestSdk sdk = sdk(Map.of())) {
      for (int i = 0; i < streams; i++) {
        Span stream = http(sdk, "GET");
        stream.setAttribute(McpAttributes.MCP_SENTRY_STREAM, true);
        stream.end();
      }
      Span poll = http(sdk, "GET");
      poll.end();
    }
    assertThat(spans())
        .filteredOn(span -> span.path("name").asText().equals("GET /mcp"))
        .hasSize(1);
    List<JsonNode> told =
        spans().stream().filter(span -> text(span, "sentry.op").equals("mcp.stream")).toList();
    assertThat(told).allMatch(span -> span.path("name").asText().equals("stream /mcp"));
    assertThat(told).hasSizeBetween(streams / 40, streams / 4);
    assertThat(ingest.discarded("sample_rate", "span")).isEqualTo(streams - told.size());
  }

  private TestSdk sdk(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("sentry.dsn", ingest.dsn());
    all.put("sentry.trace.lifecycle", "stream");
    return new TestSdk(all);
  }

  private static Span http(TestSdk sdk, String method) {
    return sdk.tracer()
        .spanBuilder(method)
        .setSpanKind(SpanKind.SERVER)
        .setNoParent()
        .setAttribute("http.request.method", method)
        .setAttribute("http.route", "/mcp")
        .startSpan();
  }

  private List<JsonNode> spans() {
    return ingest.payloads("span").stream()
        .flatMap(container -> StreamSupport.stream(container.path("items").spliterator(), false))
        .toList();
  }

  private JsonNode named(String name) {
    return spans().stream()
        .filter(span -> span.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name + " in " + spans()));
  }

  private static String text(JsonNode span, String key) {
    return span.path("attributes").path(key).path("value").asText();
  }
}
