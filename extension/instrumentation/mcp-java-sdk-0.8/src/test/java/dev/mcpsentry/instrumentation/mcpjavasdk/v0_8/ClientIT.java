package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every request of a client one CLIENT span, whatever the peer does; the wire differs by _meta. */
class ClientIT {

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private static final CallToolRequest ECHO = new CallToolRequest("echo", Map.of("text", "hi"));

  private final ScriptedPeer peer =
      new ScriptedPeer()
          .on("tools/call", (server, request) -> server.answer(request, text("hi", false)))
          .on("ping", (server, request) -> server.answer(request, Map.of()));
  private final McpAsyncClient client =
      McpClient.async(peer)
          .clientInfo(new McpSchema.Implementation("test-client", "4.5.6"))
          .requestTimeout(Duration.ofSeconds(20))
          .build();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void initialize_isASpan() {
    client.initialize().block();

    assertThat(only("initialize"))
        .hasKind(SpanKind.CLIENT)
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("mcp.method.name"), "initialize")
        .hasAttribute(stringKey("mcp.protocol.version"), "2025-06-18")
        .hasAttribute(stringKey("mcp.client.name"), "test-client")
        .hasAttribute(stringKey("mcp.server.name"), "scripted")
        .hasAttribute(stringKey("mcp.server.version"), "0.9");
  }

  @Test
  void toolCall_isAClientSpan_andTheServerCanJoinIt() {
    ready();
    client.callTool(ECHO).block();

    SpanData span = only("tools/call echo");
    assertThat(span)
        .hasKind(SpanKind.CLIENT)
        .hasAttribute(stringKey("gen_ai.tool.name"), "echo")
        .hasAttribute(stringKey("gen_ai.operation.name"), "execute_tool")
        .hasAttribute(stringKey("mcp.server.name"), "scripted");
    Map<String, Object> wire = peer.received("tools/call").get(0);
    assertThat(span.getAttributes().get(stringKey("jsonrpc.request.id"))).isEqualTo(wire.get("id"));
    assertThat(meta(wire).get("traceparent"))
        .isEqualTo("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
    assertThat(params(wire))
        .containsEntry("name", "echo")
        .containsEntry("arguments", Map.of("text", "hi"));
    assertThat(operationMethods()).contains("tools/call");
  }

  @Test
  void parameterlessRequest_hasNoneOverATransportOfTheApplications() {
    ready();
    client.ping().block();

    assertThat(peer.sentType("ping")).isEqualTo(void.class);
    assertThat(only("ping")).hasKind(SpanKind.CLIENT);
  }

  @Test
  void callersOwnMeta_wins() {
    ready();
    String theirs = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    client
        .callTool(
            new CallToolRequest(
                "echo", Map.of(), Map.of("traceparent", theirs, "progressToken", "p1")))
        .block();

    assertThat(meta(peer.received("tools/call").get(0)))
        .containsEntry("traceparent", theirs)
        .containsEntry("progressToken", "p1");
  }

  @Test
  void ambientSpan_isTheParent() {
    ready();
    Span ambient = GlobalOpenTelemetry.getTracer("app").spanBuilder("ambient").startSpan();
    try (Scope scope = ambient.makeCurrent()) {
      client.callTool(ECHO).block();
    } finally {
      ambient.end();
    }

    assertThat(only("tools/call echo"))
        .hasParentSpanId(ambient.getSpanContext().getSpanId())
        .hasTraceId(ambient.getSpanContext().getTraceId());
  }

  @Test
  void executionOfTheTool_isEnrichedInsteadOfDoubled() {
    ready();
    Span outer =
        GlobalOpenTelemetry.getTracer("genai")
            .spanBuilder("execute_tool echo")
            .setAttribute("gen_ai.operation.name", "execute_tool")
            .setAttribute("gen_ai.tool.name", "echo")
            .startSpan();
    try (Scope scope = outer.makeCurrent()) {
      client.callTool(ECHO).block();
    } finally {
      outer.end();
    }

    assertThat(only("execute_tool echo"))
        .hasAttribute(stringKey("mcp.method.name"), "tools/call")
        .hasAttribute(stringKey("mcp.server.name"), "scripted");
    assertThat(named("tools/call echo")).isEmpty();
    assertThat(meta(peer.received("tools/call").get(0)).get("traceparent").toString())
        .contains(outer.getSpanContext().getSpanId());
  }

  @Test
  void monoNobodySubscribesTo_isNoOperation_andEveryRetryIsOne() {
    ready();
    int[] attempts = {0};
    peer.on(
        "tools/call",
        (server, request) -> {
          if (++attempts[0] < 3) {
            server.refuse(request, -32000, "busy");
          } else {
            server.answer(request, text("hi", false));
          }
        });
    Mono<McpSchema.CallToolResult> never = client.callTool(ECHO);
    assertThat(never).isNotNull();
    client.callTool(ECHO).retry(2).block();

    List<SpanData> spans = named("tools/call echo", 3);
    assertThat(spans.stream().map(SpanData::getSpanId).distinct()).hasSize(3);
    assertThat(peer.received("tools/call").stream().map(wire -> meta(wire).get("traceparent")))
        .containsExactlyElementsOf(
            spans.stream().map(s -> "00-" + s.getTraceId() + "-" + s.getSpanId() + "-01").toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {-32603, -32602, -32601, -32000})
  void errorOfThePeer_isAnErrorWhateverItsCode(int code) {
    ready();
    peer.on(
        "tools/call",
        (server, request) -> server.refuse(request, code, "no such order, token=abc"));

    assertThatThrownBy(() -> client.callTool(ECHO).block()).isInstanceOf(McpError.class);
    SpanData span = only("tools/call echo");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span)
        .hasAttribute(stringKey("error.type"), String.valueOf(code))
        .hasAttribute(stringKey("rpc.response.status_code"), String.valueOf(code))
        .hasAttribute(stringKey("mcp.sentry.failure"), "protocol");
    assertThat(span.getStatus().getDescription()).isEqualTo("no such order, token=[Filtered]");
    assertThat(span.getEvents()).isEmpty();
  }

  @Test
  void isError_isAToolError() {
    ready();
    peer.on("tools/call", (server, request) -> server.answer(request, text("no", true)));
    client.callTool(ECHO).block();

    assertThat(only("tools/call echo"))
        .hasAttribute(stringKey("error.type"), "tool_error")
        .hasAttribute(stringKey("mcp.sentry.failure"), "tool_reported");
  }

  @Test
  void peerThatNeverAnswers_isATimeout() {
    ScriptedPeer silent = new ScriptedPeer();
    try (McpSyncClient impatient =
        McpClient.sync(silent).requestTimeout(Duration.ofSeconds(1)).build()) {
      impatient.initialize();
      testing.clearData();

      assertThatThrownBy(() -> impatient.callTool(ECHO)).hasStackTraceContaining("Timeout");
      assertThat(only("tools/call echo"))
          .hasAttribute(stringKey("error.type"), "timeout")
          .hasAttribute(stringKey("mcp.sentry.failure"), "timeout");
    }
  }

  @Test
  void transportThatFails_isATransportFailure() {
    ready();
    peer.on(
        "tools/call",
        (server, request) -> {
          throw new IllegalStateException("broken pipe");
        });

    assertThatThrownBy(() -> client.callTool(ECHO).block()).hasMessageContaining("broken pipe");
    assertThat(only("tools/call echo"))
        .hasAttribute(stringKey("error.type"), "java.lang.IllegalStateException")
        .hasAttribute(stringKey("mcp.sentry.failure"), "transport");
  }

  @Test
  void cancelledSubscription_isCancelled() throws InterruptedException {
    ready();
    CountDownLatch arrived = new CountDownLatch(1);
    peer.on("tools/call", (server, request) -> arrived.countDown());
    Disposable call = client.callTool(ECHO).subscribe();
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    call.dispose();

    assertThat(only("tools/call echo"))
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("mcp.sentry.failure"), "cancelled");
  }

  @Test
  void peerThatAnswersTwiceOrTheWrongId_leavesOneSpanEach() {
    ready();
    peer.on(
        "tools/call",
        (server, request) -> {
          server.send(
              Map.of("jsonrpc", "2.0", "id", "someone-elses", "result", text("wrong", false)));
          server.answer(request, text("hi", false));
          server.answer(request, text("again", false));
        });
    McpSchema.CallToolResult result = client.callTool(ECHO).block();

    assertThat(((McpSchema.TextContent) result.content().get(0)).text()).isEqualTo("hi");
    assertThat(only("tools/call echo")).hasStatus(StatusData.unset());
  }

  @Test
  void foreignMetaInTheAnswer_isLeftAlone() {
    ready();
    peer.on(
        "tools/call",
        (server, request) ->
            server.answer(
                request,
                Map.of("content", List.of(), "_meta", Map.of("traceparent", 17, "x", List.of()))));

    assertThat(client.callTool(ECHO).block().meta()).containsEntry("traceparent", 17);
    assertThat(only("tools/call echo")).hasStatus(StatusData.unset());
  }

  @Test
  void tenThousandInFlight_areOneSpanEach_alsoWhenCancellationRaces() {
    ready();
    int calls = 10_000;
    Queue<Map<String, Object>> open = new ConcurrentLinkedQueue<>();
    peer.on("tools/call", (server, request) -> open.add(request));
    List<Disposable> subscriptions =
        Flux.range(0, calls)
            .map(i -> client.callTool(ECHO).subscribe(r -> {}, e -> {}))
            .collectList()
            .block();
    await().until(() -> open.size() == calls);
    Thread canceller =
        new Thread(
            () -> {
              for (int i = 0; i < calls; i += 2) {
                subscriptions.get(i).dispose();
              }
            });
    canceller.start();
    open.forEach(request -> peer.answer(request, text("hi", false)));
    await().until(() -> !canceller.isAlive());

    assertThat(named("tools/call echo", calls).stream().map(SpanData::getSpanId).distinct())
        .hasSize(calls);
  }

  @Test
  void pages_areOneSpanEach() {
    ready();
    peer.on(
        "tools/list",
        (server, request) ->
            server.answer(
                request,
                params(request).get("cursor") == null
                    ? Map.of("tools", List.of(), "nextCursor", "2")
                    : Map.of("tools", List.of())));
    client.listTools().block();

    named("tools/list", 2);
  }

  @Test
  void serverNotifications_areEventsOfTheCallTheyBelongTo() {
    ready();
    peer.on(
        "tools/call",
        (server, request) -> {
          server.send(
              Map.of(
                  "jsonrpc", "2.0",
                  "method", "notifications/progress",
                  "params", Map.of("progressToken", "t1", "progress", 1, "total", 2)));
          server.send(
              Map.of(
                  "jsonrpc", "2.0",
                  "method", "notifications/message",
                  "params", Map.of("level", "warning", "logger", "db", "data", "very private")));
          server.answer(request, text("hi", false));
        });
    client.callTool(new CallToolRequest("echo", Map.of(), Map.of("progressToken", "t1"))).block();

    SpanData span = only("tools/call echo");
    assertThat(span.getEvents().stream().map(event -> event.getName()))
        .containsExactly("notifications/progress", "notifications/message");
    var logs =
        testing.logRecords().stream()
            .filter(
                log ->
                    "notifications/message"
                        .equals(log.getAttributes().get(stringKey("mcp.method.name"))))
            .toList();
    assertThat(logs).hasSize(1);
    assertThat(logs.get(0).getSeverity()).isEqualTo(io.opentelemetry.api.logs.Severity.WARN);
    assertThat(logs.get(0).getSpanContext().getSpanId()).isEqualTo(span.getSpanId());
    assertThat(logs.get(0).toString()).doesNotContain("very private");
    assertThat(testing.spans()).noneMatch(s -> s.getName().startsWith("notifications/"));
  }

  @Test
  void closing_endsTheSession() {
    ready();
    client.closeGracefully().block();

    await()
        .until(
            () ->
                testing.metrics().stream()
                    .anyMatch(m -> m.getName().equals("mcp.client.session.duration")));
  }

  private void ready() {
    client.initialize().block();
    only("initialize");
    testing.clearData();
  }

  private static Map<String, Object> text(String text, boolean isError) {
    return Map.of("content", List.of(Map.of("type", "text", "text", text)), "isError", isError);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> params(Map<String, Object> wire) {
    return (Map<String, Object>) wire.get("params");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> meta(Map<String, Object> wire) {
    return (Map<String, Object>) params(wire).get("_meta");
  }

  private static SpanData only(String name) {
    return named(name, 1).get(0);
  }

  private static List<SpanData> named(String name, int count) {
    List<SpanData> spans =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> named(name), found -> found.size() >= count);
    assertThat(spans).hasSize(count);
    return spans;
  }

  private static List<SpanData> named(String name) {
    return testing.spans().stream().filter(span -> span.getName().equals(name)).toList();
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
