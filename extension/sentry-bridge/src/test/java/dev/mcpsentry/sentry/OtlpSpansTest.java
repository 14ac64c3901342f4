package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code SENTRY_TRACE_LIFECYCLE=otlp}, over the real SDK and its exporter. */
class OtlpSpansTest {

  private FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() throws IOException {
    ingest.close();
  }

  @Test
  void spansOfSeveralTraces_shareARequest_inSentrysWords() throws IOException {
    try (TestSdk sdk = sdk(Map.of("sentry.release", "1.2"))) {
      for (int i = 0; i < 100; i++) {
        var call = sdk.toolCall("add", Context.root());
        call.setAttribute("password", "hunter2");
        call.setAttribute(AttributeKey.stringArrayKey("list"), List.of("a", "token=abc"));
        sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan().end();
        call.end();
      }
    }
    assertThat(ingest.faults()).isEmpty();
    assertThat(ingest.exports()).hasSize(1);
    assertThat(ingest.items("span")).isEmpty();
    List<Span> spans = spans();
    assertThat(spans).hasSize(200);
    assertThat(spans.stream().map(Span::getTraceId).distinct()).hasSize(100);
    Span call = spans.stream().filter(span -> span.getName().startsWith("tools")).findFirst().get();
    assertThat(text(call, "sentry.op")).isEqualTo("mcp.server");
    assertThat(text(call, "sentry.origin")).isEqualTo("auto.function.mcp_server");
    assertThat(text(call, "gen_ai.tool.name")).isEqualTo("add");
    assertThat(text(call, "mcp.tool.name")).isEqualTo("add");
    assertThat(text(call, "password")).isEqualTo("[Filtered]");
    assertThat(call.toString()).doesNotContain("hunter2").doesNotContain("abc");
    List<KeyValue> about = resources().get(0).getResource().getAttributesList();
    assertThat(about)
        .anyMatch(
            key ->
                key.getKey().equals("service.version")
                    && key.getValue().getStringValue().equals("1.2"));
    assertThat(ingest.payloads("sessions")).hasSize(1);
  }

  @Test
  void failure_keepsItsStatusAndIssue_redacted() throws IOException {
    try (TestSdk sdk = sdk(Map.of())) {
      var call = sdk.toolCall("divide", Context.root());
      call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
      call.setStatus(StatusCode.ERROR, "by zero, token=abc");
      call.recordException(new IllegalStateException("token=abc"));
      call.end();
    }
    Span failed = spans().get(0);
    assertThat(failed.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(failed.getStatus().getMessage()).isEqualTo("by zero, token=[Filtered]");
    assertThat(failed.getEventsList()).isEmpty();
    assertThat(ingest.items("event")).hasSize(1);
  }

  @Test
  void everySpan_saysTheRateThatLetItThrough() throws IOException {
    try (TestSdk sdk = sdk(Map.of("sentry.traces.sample.rate", "0.999999"))) {
      for (String failure : List.of("caller_fault", "tool_exception")) {
        var call = sdk.toolCall(failure, Context.root());
        sdk.tracer().spanBuilder(failure).setParent(Context.root().with(call)).startSpan().end();
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, failure);
        call.end();
      }
      sdk.flush();
    }
    assertThat(spans())
        .hasSize(4)
        .allSatisfy(
            span ->
                assertThat(
                        span.getAttributesList().stream()
                            .filter(a -> a.getKey().equals("sentry.client_sample_rate"))
                            .map(a -> a.getValue().getDoubleValue()))
                    .isEqualTo(span.getName().contains("caller") ? List.of(0.999999) : List.of()));
  }

  @Test
  void refusedSpans_areCounted_andSaidOnce() {
    List<String> said;
    try (TestSdk sdk = sdk(Map.of())) {
      sdk.flush();
      ingest.reply(403, Map.of());
      sdk.toolCall("add", Context.root()).end();
      sdk.flush();
      sdk.toolCall("add", Context.root()).end();
      sdk.flush();
      ingest.reply(200, Map.of());
      said = sdk.stderr();
    }
    assertThat(ingest.exports()).isEmpty();
    assertThat(ingest.discarded("network_error", "span")).isEqualTo(2);
    assertThat(said).filteredOn(line -> line.contains("OTLP")).hasSize(1);
  }

  private TestSdk sdk(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("sentry.dsn", ingest.dsn());
    all.put("sentry.trace.lifecycle", "otlp");
    return new TestSdk(all);
  }

  private List<ResourceSpans> resources() throws IOException {
    List<ResourceSpans> all = new ArrayList<>();
    for (byte[] export : ingest.exports()) {
      all.addAll(ExportTraceServiceRequest.parseFrom(export).getResourceSpansList());
    }
    return all;
  }

  private List<Span> spans() throws IOException {
    return resources().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  private static String text(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
