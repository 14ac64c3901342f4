package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code agentcat-fields}, {@code session-traces} and a rule for the intent, at the server. */
class AgentCatLogTest {

  private static final String RULES = "otel.instrumentation.mcp.rules";

  private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final Map<String, String> settings = new HashMap<>();

  @Test
  void everyOperationServed_isALineInItsSpan() {
    settings.put("otel.instrumentation.mcp.agentcat-fields", "true");
    receive("tools/call", Map.of("name", "find"), new McpOutcome.Success(() -> null));
    receive("ping", null, new McpOutcome.Success(() -> null));
    receive(
        "resources/read", Map.of("uri", "db://x?token=abc"), new McpOutcome.Success(() -> null));
    receive("tools/call", Map.of("name", "find"), failure(FailureClassifier.toolError(null)));
    receive("tools/call", Map.of("name", "find"), failure(thrown(new CancellationException())));
    receive(
        "tools/call",
        Map.of("name", "find"),
        failure(FailureClassifier.rpcError(-32602, "no such tool", null, false)));

    assertThat(logs.getFinishedLogRecordItems())
        .extracting(log -> log.getSeverity() + " " + log.getBodyValue().asString())
        .containsExactly(
            "INFO MCP tools/call: find",
            "INFO MCP ping",
            "INFO MCP resources/read: db://x",
            "ERROR MCP tools/call: find",
            "INFO MCP tools/call: find",
            "ERROR MCP tools/call: find");
    LogRecordData first = logs.getFinishedLogRecordItems().get(0);
    assertThat(first.getSpanContext())
        .isEqualTo(spans.getFinishedSpanItems().get(0).getSpanContext());
    assertThat(first.getAttributes().get(longKey("duration_ms"))).isNotNegative();
    assertThat(first.getAttributes().get(stringKey("mcp.client.name"))).isEqualTo("cat");
    assertThat(first.getAttributes().get(stringKey("mcp.server.version"))).isEqualTo("2");
    assertThat(logs.getFinishedLogRecordItems().toString()).doesNotContain("abc");
  }

  @Test
  void withoutTheSwitch_onlyFailuresAreLines() {
    receive("tools/call", Map.of("name", "find"), new McpOutcome.Success(() -> null));
    assertThat(logs.getFinishedLogRecordItems()).isEmpty();
  }

  @Test
  void whatIsSent_isLoggedAsBefore() {
    settings.put("otel.instrumentation.mcp.agentcat-fields", "true");
    McpTelemetry telemetry = telemetry();
    McpOperation well = telemetry.send(request("ping", null), session(), Context.root());
    well.end();
    McpOperation failed = telemetry.send(request("ping", null), session(), Context.root());
    failed.settle(FailureClassifier.rpcError(-32603, "broken", null, false));
    failed.end();
    assertThat(logs.getFinishedLogRecordItems())
        .extracting(log -> log.getBodyValue().asString())
        .containsExactly("MCP ping: protocol");
  }

  @Test
  void intent_isOnSpanAndLog_redactedAndCapped_andNeverOnAMetric() {
    settings.put(RULES, "app.user.intent = meta:/intent, arg:/context");
    String said = "find the order token=abcdef " + "x".repeat(400);
    receive("tools/call", Map.of("name", "find", "_meta", Map.of("intent", said)), reported());
    receive(
        "tools/call",
        Map.of("name", "find", "_meta", Map.of("intent", ""), "arguments", Map.of("context", "b")),
        reported());
    receive(
        "tools/call",
        Map.of("name", "find", "arguments", Map.of("context", List.of())),
        reported());

    assertThat(intents(spans.getFinishedSpanItems().stream().map(SpanData::getAttributes).toList()))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("find the order token=[Filtered]")
                    .hasSizeLessThan(257),
            second -> assertThat(second).isEqualTo("b"),
            third -> assertThat(third).isNull());
    assertThat(
            intents(
                logs.getFinishedLogRecordItems().stream()
                    .map(LogRecordData::getAttributes)
                    .toList()))
        .isEqualTo(
            intents(spans.getFinishedSpanItems().stream().map(SpanData::getAttributes).toList()));
    assertThat(metrics.collectAllMetrics().toString())
        .contains("mcp.server.operation.duration")
        .doesNotContain("intent", "find the order");
    assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("abcdef");
  }

  @Test
  void intentUnderATellingName_isMasked() {
    settings.put(RULES, "app.user.intent = arg:/password");
    receive(
        "tools/call",
        Map.of("name", "find", "arguments", Map.of("password", "hunter2")),
        reported());
    assertThat(intents(List.of(spans.getFinishedSpanItems().get(0).getAttributes())))
        .containsExactly("[Filtered]");
  }

  @Test
  void operationsOfASession_shareATrace_unlessTheCallerNamesOne() {
    settings.put("otel.instrumentation.mcp.session-traces", "true");
    OpenTelemetrySdk sdk = sdk();
    McpTelemetry telemetry = telemetry(sdk);
    for (String id : List.of("s-1", "s-1", "s-2")) {
      Span http = sdk.getTracer("http").spanBuilder("POST").startSpan();
      telemetry
          .receive(
              request("ping", null),
              new McpSession(McpTransport.HTTP, id),
              Context.root().with(http))
          .end();
      SpanData call = spans.getFinishedSpanItems().get(spans.getFinishedSpanItems().size() - 1);
      assertThat(call.getParentSpanContext().isRemote()).isTrue();
      assertThat(call.getLinks())
          .extracting(link -> link.getSpanContext().getSpanId())
          .containsExactly(http.getSpanContext().getSpanId());
    }
    telemetry
        .receive(request("ping", null), new McpSession(McpTransport.STDIO, null), Context.root())
        .end();
    List<String> traces = spans.getFinishedSpanItems().stream().map(SpanData::getTraceId).toList();
    assertThat(traces.get(1)).isEqualTo(traces.get(0));
    assertThat(traces.get(2)).isNotEqualTo(traces.get(0));
    assertThat(spans.getFinishedSpanItems().get(3).getParentSpanContext().isValid()).isFalse();
  }

  private static List<@Nullable String> intents(
      List<io.opentelemetry.api.common.Attributes> attributes) {
    return attributes.stream().map(one -> one.get(stringKey("app.user.intent"))).toList();
  }

  private static McpOutcome reported() {
    return failure(FailureClassifier.toolError(null));
  }

  private static McpOutcome failure(dev.mcpsentry.telemetry.error.McpFailure failure) {
    return new McpOutcome.Failure(failure);
  }

  private static dev.mcpsentry.telemetry.error.McpFailure thrown(Throwable throwable) {
    return FailureClassifier.thrown(throwable);
  }

  private void receive(String method, @Nullable Object params, McpOutcome outcome) {
    McpOperation operation =
        telemetry().receive(request(method, params), session(), Context.root());
    operation.settle(outcome);
    operation.end();
  }

  private static McpRequest request(String method, @Nullable Object params) {
    return new McpRequest(method, 1, params);
  }

  private static McpSession session() {
    McpSession session = new McpSession(McpTransport.HTTP, "s-1");
    session.client(new McpPeer("cat", "1", null));
    session.negotiated(new McpPeer("demo", "2", null), "2025-11-25");
    return session;
  }

  private OpenTelemetrySdk sdk() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build())
        .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
        .setLoggerProvider(
            SdkLoggerProvider.builder()
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                .build())
        .build();
  }

  private @Nullable McpTelemetry shared;

  private McpTelemetry telemetry() {
    McpTelemetry made = shared;
    if (made == null) {
      made = telemetry(sdk());
      shared = made;
    }
    return made;
  }

  private McpTelemetry telemetry(OpenTelemetrySdk sdk) {
    return new McpTelemetry(sdk, "test", McpOptions.from(settings::get, name -> null));
  }
}
