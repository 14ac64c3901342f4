package dev.mcpsentry.testing.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request one span, with the facts of the convention; no span for notifications. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AbstractServerScenarios {

  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT_ID = "b7ad6b7169203331";

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final String transport;
  private final boolean hasSessions;
  private final @Nullable String initializeId;
  private TestServer server;

  /**
   * @param transport what {@code app.transport} must be
   * @param hasSessions whether closing the server ends a session
   * @param initializeSpeaksId whether the request id of {@code initialize} is within reach
   */
  protected AbstractServerScenarios(
      String transport, boolean hasSessions, boolean initializeSpeaksId) {
    this.transport = transport;
    this.hasSessions = hasSessions;
    this.initializeId = initializeSpeaksId ? "init-1" : null;
  }

  /** Starts the server, without initializing it. */
  protected abstract TestServer start();

  @BeforeAll
  void startServer() {
    server = start();
    server.request(
        "init-1",
        "initialize",
        Map.of(
            "protocolVersion", "2025-06-18",
            "capabilities", Map.of(),
            "clientInfo", Map.of("name", "test-client", "version", "4.5.6")));
    server.notify("notifications/initialized", null);
    SpanData span = onlySpan();
    assertThat(span)
        .hasName("initialize")
        .hasKind(SpanKind.SERVER)
        .hasAttribute(stringKey("mcp.method.name"), "initialize")
        .hasAttribute(stringKey("mcp.client.name"), "test-client")
        .hasAttribute(stringKey("mcp.client.version"), "4.5.6")
        .hasAttribute(stringKey("mcp.server.name"), "test-server")
        .hasAttribute(stringKey("mcp.server.version"), "1.2.3");
    assertThat(span.getAttributes().get(stringKey("mcp.protocol.version"))).isNotEmpty();
    assertThat(span.getAttributes().get(stringKey("jsonrpc.request.id"))).isEqualTo(initializeId);
  }

  @BeforeEach
  void clear() {
    testing.clearData();
  }

  @AfterAll
  void stop() {
    testing.clearData();
    server.close();
    if (hasSessions) {
      SessionMetric.await(testing, "mcp.server", networkTransport());
    }
  }

  @Test
  void toolCall_isOneServerSpan() {
    call(7, "echo", Map.of("text", "hello"));

    assertThat(onlySpan())
        .hasName("tools/call echo")
        .hasKind(SpanKind.SERVER)
        .hasNoParent()
        .hasStatus(io.opentelemetry.sdk.trace.data.StatusData.unset())
        .hasAttribute(stringKey("gen_ai.tool.name"), "echo")
        .hasAttribute(stringKey("gen_ai.operation.name"), "execute_tool")
        .hasAttribute(stringKey("jsonrpc.request.id"), "7")
        .hasAttribute(stringKey("app.transport"), transport)
        .hasAttribute(stringKey("network.transport"), networkTransport());
  }

  @ParameterizedTest
  @MethodSource("dev.mcpsentry.testing.mcp.ServerMethod#all")
  void method_isOneServerSpan(ServerMethod method) {
    Map<String, Object> response = server.request("m-1", method.name(), method.params());

    method.check(onlySpan(), "m-1", hasSessions || !method.needsSession(), response);
    assertThat(operationMethods()).contains(method.name());
  }

  @Test
  void spanIsCurrentInTheToolBody() {
    call(8, "child", Map.of());

    List<SpanData> spans = testing.waitForTraces(1).get(0);
    assertThat(spans).hasSize(2);
    SpanData parent = named(spans, "tools/call child");
    assertThat(named(spans, "child")).hasParent(parent);
  }

  @Test
  void thrownException_isAnErrorWithTheRealThrowable() {
    Map<String, Object> response = call(9, "fail", Map.of());

    assertThat(response).containsKey("error");
    SpanData span = onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span)
        .hasAttribute(stringKey("mcp.sentry.failure"), "tool_exception")
        .hasAttribute(stringKey("error.type"), "-32603")
        .hasAttribute(stringKey("rpc.response.status_code"), "-32603");
    assertThat(span.getEvents()).hasSize(1);
    assertThat(span.getEvents().get(0).getAttributes().get(stringKey("exception.type")))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void isErrorResult_isAToolError() {
    call(10, "soft_fail", Map.of());

    SpanData span = onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span)
        .hasAttribute(stringKey("error.type"), "tool_error")
        .hasAttribute(stringKey("mcp.sentry.failure"), "tool_reported");
    assertThat(span.getEvents()).isEmpty();
  }

  @Test
  void unknownMethod_isTheCallersFault() {
    server.request(11, "no/such", Map.of());

    assertThat(onlySpan())
        .hasName("_OTHER")
        .hasStatus(io.opentelemetry.sdk.trace.data.StatusData.unset())
        .hasAttribute(stringKey("rpc.response.status_code"), "-32601")
        .hasAttribute(stringKey("mcp.sentry.failure"), "caller_fault");
  }

  @Test
  void unknownTool_isTheCallersFault_andOtherOnMetrics() {
    call(12, "no_such_tool", Map.of());

    assertThat(onlySpan())
        .hasName("tools/call")
        .hasAttribute(stringKey("mcp.sentry.failure"), "caller_fault");
    assertThat(operationTools()).contains("_OTHER").doesNotContain("no_such_tool");
  }

  @Test
  void promptAndResource_carryTheirNames() {
    server.request(13, "prompts/get", Map.of("name", "greet", "arguments", Map.of("name", "x")));
    assertThat(onlySpan())
        .hasName("prompts/get greet")
        .hasAttribute(stringKey("gen_ai.prompt.name"), "greet");
    testing.clearData();

    server.request(14, "resources/read", Map.of("uri", "demo://greeting"));
    assertThat(onlySpan())
        .hasName("resources/read")
        .hasAttribute(stringKey("mcp.resource.uri"), "demo://greeting");
  }

  @Test
  void metaTraceparent_isTheRemoteParent_andTheAmbientSpanALink() {
    Span ambient = GlobalOpenTelemetry.getTracer("surroundings").spanBuilder("ambient").startSpan();
    try (Scope scope = ambient.makeCurrent()) {
      server.request(
          15,
          "tools/call",
          Map.of(
              "name", "echo",
              "arguments", Map.of("text", "x"),
              "_meta", Map.of("traceparent", "00-" + TRACE_ID + "-" + PARENT_ID + "-01")));
    } finally {
      ambient.end();
    }

    SpanData span = onlySpan();
    assertThat(span).hasTraceId(TRACE_ID).hasParentSpanId(PARENT_ID);
    if (transport.equals("stdio")) {
      assertThat(span.getLinks()).isEmpty();
    } else {
      assertThat(span.getLinks()).hasSize(1);
    }
  }

  @Test
  void sentryTrace_countsWhereThereIsNoTraceparent() {
    server.request(
        16, "ping", Map.of("_meta", Map.of("sentry-trace", TRACE_ID + "-" + PARENT_ID + "-1")));

    assertThat(onlySpan()).hasName("ping").hasTraceId(TRACE_ID).hasParentSpanId(PARENT_ID);
  }

  @Test
  void notification_isCountedAndHasNoSpan() {
    server.notify("notifications/cancelled", null);
    call(17, "echo", Map.of("text", "x"));

    assertThat(onlySpan()).hasName("tools/call echo");
    assertThat(operationMethods()).contains("notifications/cancelled");
  }

  @Test
  void argumentsAndResults_stayHome() {
    call(18, "echo", Map.of("text", "very private"));

    assertThat(onlySpan().getAttributes().asMap().toString()).doesNotContain("very private");
  }

  private Map<String, Object> call(Object id, String tool, Map<String, Object> arguments) {
    return server.request(id, "tools/call", Map.of("name", tool, "arguments", arguments));
  }

  private String networkTransport() {
    return transport.equals("stdio") ? "pipe" : "tcp";
  }

  // not by complete traces: a span with a remote parent never completes one
  private static SpanData onlySpan() {
    List<SpanData> spans =
        await()
            .until(
                () -> testing.spans().stream().filter(s -> s.getKind() == SpanKind.SERVER).toList(),
                found -> !found.isEmpty());
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private static SpanData named(List<SpanData> spans, String name) {
    return spans.stream().filter(s -> s.getName().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> operationTools() {
    return operationAttribute("gen_ai.tool.name");
  }

  private static List<String> operationMethods() {
    return operationAttribute("mcp.method.name");
  }

  private static List<String> operationAttribute(String key) {
    return testing.metrics().stream()
        .filter(metric -> metric.getName().equals("mcp.server.operation.duration"))
        .map(MetricData::getHistogramData)
        .flatMap(data -> data.getPoints().stream())
        .map(point -> String.valueOf(point.getAttributes().get(stringKey(key))))
        .toList();
  }
}
