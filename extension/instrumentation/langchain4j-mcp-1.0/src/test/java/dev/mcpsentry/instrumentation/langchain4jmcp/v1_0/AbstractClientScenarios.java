package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpCallToolRequest;
import dev.mcpsentry.testing.mcp.SessionMetric;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real client against a real server: every call one span, and the server hears of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractClientScenarios {

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final String label;
  private WrappedTransport transport;
  private DefaultMcpClient client;

  /**
   * @param label what {@code app.transport} must be
   */
  AbstractClientScenarios(String label) {
    this.label = label;
  }

  /** A transport of the library to a server that was just started. */
  abstract McpTransport transport() throws Exception;

  /** Ends the server, where closing the transport does not. */
  abstract void stopServer();

  @BeforeAll
  void connect() throws Exception {
    McpTransport real = transport();
    transport = new WrappedTransport(real);
    client =
        DefaultMcpClient.builder()
            .transport(real)
            .clientName("test-client")
            .clientVersion("4.5.6")
            .autoHealthCheck(false)
            .toolExecutionTimeout(Duration.ofSeconds(5))
            .promptsTimeout(Duration.ofSeconds(1))
            .progressHandler(progress -> {})
            .build();
    SpanData span = onlySpan(SpanKind.CLIENT);
    assertThat(span)
        .hasName("initialize")
        .hasAttribute(stringKey("mcp.client.name"), "test-client")
        .hasAttribute(stringKey("mcp.client.version"), "4.5.6")
        .hasAttribute(stringKey("mcp.server.name"), "test-server")
        .hasAttribute(stringKey("mcp.server.version"), "1.2.3");
    assertThat(span.getAttributes().get(stringKey("mcp.protocol.version"))).isNotEmpty();
  }

  @BeforeEach
  void clear() {
    testing.clearData();
  }

  @AfterAll
  void disconnect() {
    testing.clearData();
    client.close();
    stopServer();
    SessionMetric.await(testing, "mcp.client", label.equals("stdio") ? "pipe" : "tcp");
  }

  @Test
  void toolCall_isOneClientSpan_andTheServerHearsOfIt() {
    Span around = GlobalOpenTelemetry.getTracer("test").spanBuilder("application").startSpan();
    String traceparent;
    try (Scope scope = around.makeCurrent()) {
      traceparent = client.executeTool(call("meta")).resultText();
    } finally {
      around.end();
    }

    // the answer's callback may run after the caller, and so after the surrounding span
    List<SpanData> spans =
        await()
            .until(
                () ->
                    testing.spans().stream()
                        .filter(s -> s.getTraceId().equals(around.getSpanContext().getTraceId()))
                        .toList(),
                found -> found.size() >= 2);
    assertThat(spans).hasSize(2);
    SpanData application = named(spans, "application");
    SpanData span = named(spans, "tools/call meta");
    assertThat(span)
        .hasKind(SpanKind.CLIENT)
        .hasParent(application)
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("mcp.method.name"), "tools/call")
        .hasAttribute(stringKey("gen_ai.tool.name"), "meta")
        .hasAttribute(stringKey("gen_ai.operation.name"), "execute_tool")
        .hasAttribute(stringKey("app.transport"), label)
        .hasAttribute(stringKey("network.transport"), label.equals("stdio") ? "pipe" : "tcp")
        .hasAttribute(stringKey("mcp.server.name"), "test-server");
    assertThat(span.getAttributes().get(stringKey("jsonrpc.request.id"))).isNotEmpty();
    if (label.equals("stdio")) {
      assertThat(span.getAttributes().get(stringKey("server.address"))).isNull();
    } else {
      assertThat(span).hasAttribute(stringKey("server.address"), "localhost");
      assertThat(span.getAttributes().get(longKey("server.port"))).isPositive();
    }
    if (label.equals("http")) {
      assertThat(span.getAttributes().get(stringKey("mcp.session.id"))).isNotEmpty();
    }
    assertThat(traceparent).isEqualTo("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
  }

  @Test
  void listing_isASpan() {
    client.listTools();

    assertThat(onlySpan(SpanKind.CLIENT)).hasName("tools/list").hasStatus(StatusData.unset());
  }

  @Test
  void peerError_isAnError() {
    assertThatThrownBy(() -> client.executeTool(call("no_such_tool")))
        .isInstanceOf(ToolArgumentsException.class);

    assertThat(onlySpan(SpanKind.CLIENT))
        .hasName("tools/call")
        .hasStatusSatisfying(status -> status.isError())
        .hasAttribute(stringKey("error.type"), "-32602")
        .hasAttribute(stringKey("rpc.response.status_code"), "-32602")
        .hasAttribute(stringKey("mcp.sentry.failure"), "protocol");
  }

  @Test
  void isErrorResult_isAToolError() {
    assertThatThrownBy(() -> client.executeTool(call("soft_fail")))
        .isInstanceOf(ToolExecutionException.class);

    SpanData span = onlySpan(SpanKind.CLIENT);
    assertThat(span.getStatus().getDescription()).isNotEmpty();
    assertThat(testing.logRecords())
        .anySatisfy(
            log ->
                assertThat(log.getAttributes().get(stringKey("error.message")))
                    .isEqualTo(span.getStatus().getDescription()));
    assertThat(span)
        .hasStatusSatisfying(status -> status.isError())
        .hasAttribute(stringKey("error.type"), "tool_error")
        .hasAttribute(stringKey("mcp.sentry.failure"), "tool_reported");
  }

  @Test
  void toolTimeout_endsTheSpan() {
    assertThat(client.executeTool(call("never")).resultText()).contains("timeout");

    assertTimeout("tools/call never");
    await().until(() -> operationMethods().contains("notifications/cancelled"));
  }

  @Test
  void promptTimeout_endsTheSpan() {
    assertThatThrownBy(() -> client.getPrompt("never", Map.of()))
        .hasCauseInstanceOf(TimeoutException.class);

    assertTimeout("prompts/get never");
  }

  @Test
  void cancelledFuture_isCancelled_andWasTheTransportsOwn() {
    CompletableFuture<JsonNode> answer =
        transport.executeOperationWithResponse(
            new McpCallToolRequest(4711L, "never", JsonNodeFactory.instance.objectNode()));
    assertThat(answer).isSameAs(transport.handedOut);
    assertThat(testing.spans()).isEmpty();

    answer.cancel(true);

    assertThat(onlySpan(SpanKind.CLIENT))
        .hasName("tools/call never")
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("jsonrpc.request.id"), "4711")
        .hasAttribute(stringKey("mcp.sentry.failure"), "cancelled");
  }

  @Test
  void messagesOfTheServer_areNotedAndServed() {
    client.executeTool(call("chatty"));

    assertThat(onlySpan(SpanKind.SERVER)).hasName("ping").hasStatus(StatusData.unset());
    assertThat(onlySpan(SpanKind.CLIENT).getEvents())
        .extracting(event -> event.getName())
        .contains("notifications/progress");
    assertThat(testing.logRecords())
        .anySatisfy(
            log ->
                assertThat(log.getAttributes().get(stringKey("mcp.logging.logger")))
                    .isEqualTo("chatter"));
  }

  @Test
  void argumentsAndResults_stayHome() {
    client.executeTool(
        ToolExecutionRequest.builder()
            .name("meta")
            .arguments("{\"secret\":\"very private\"}")
            .build());

    assertThat(onlySpan(SpanKind.CLIENT).getAttributes().asMap().toString())
        .doesNotContain("very private");
  }

  private static void assertTimeout(String name) {
    assertThat(onlySpan(SpanKind.CLIENT))
        .hasName(name)
        .hasStatusSatisfying(status -> status.isError())
        .hasAttribute(stringKey("error.type"), "timeout")
        .hasAttribute(stringKey("mcp.sentry.failure"), "timeout");
  }

  private static ToolExecutionRequest call(String tool) {
    return ToolExecutionRequest.builder().name(tool).arguments("{}").build();
  }

  private static SpanData onlySpan(SpanKind kind) {
    List<SpanData> spans =
        await()
            .until(
                () -> testing.spans().stream().filter(span -> span.getKind() == kind).toList(),
                found -> !found.isEmpty());
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private static SpanData named(List<SpanData> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> operationMethods() {
    return testing.metrics().stream()
        .filter(metric -> metric.getName().equals("mcp.client.operation.duration"))
        .map(MetricData::getHistogramData)
        .flatMap(data -> data.getPoints().stream())
        .map(point -> String.valueOf(point.getAttributes().get(stringKey("mcp.method.name"))))
        .toList();
  }
}
