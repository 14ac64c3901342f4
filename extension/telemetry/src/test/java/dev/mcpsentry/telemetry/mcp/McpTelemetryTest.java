package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpTelemetryTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private final McpSession session = new McpSession(McpTransport.HTTP, "session-1");

  // every request method of the revisions 2024-11-05 to 2025-11-25 that a server receives
  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "ping",
        "tools/list",
        "prompts/list",
        "resources/list",
        "resources/templates/list",
        "resources/read",
        "resources/subscribe",
        "resources/unsubscribe",
        "completion/complete",
        "logging/setLevel",
        "tasks/get",
        "tasks/list",
        "tasks/result",
        "tasks/cancel"
      })
  void method_isTheSpansName(String method) {
    SpanData span = run(McpOptions.DEFAULT, method, Map.of("uri", "demo://x", "name", "x"));

    assertThat(span)
        .hasName(method)
        .hasKind(SpanKind.SERVER)
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("mcp.method.name"), method)
        .hasAttribute(stringKey("jsonrpc.request.id"), "7")
        .hasAttribute(stringKey("mcp.session.id"), "session-1")
        .hasAttribute(stringKey("network.transport"), "tcp")
        .hasAttribute(stringKey("network.protocol.name"), "http");
    assertThat(span.getAttributes().get(stringKey("mcp.resource.uri")))
        .isEqualTo(
            List.of("resources/read", "resources/subscribe", "resources/unsubscribe")
                    .contains(method)
                ? "demo://x"
                : null);
    assertThat(span.getAttributes().get(stringKey("gen_ai.operation.name"))).isNull();
    assertThat(metricMethods()).containsExactly(method);
  }

  @ParameterizedTest
  @CsvSource({
    "tools/call, tools/call x, gen_ai.tool.name",
    "prompts/get, prompts/get x, gen_ai.prompt.name"
  })
  void target_isPartOfTheName(String method, String name, String key) {
    assertThat(run(McpOptions.DEFAULT, method, Map.of("name", "x")))
        .hasName(name)
        .hasAttribute(stringKey(key), "x");
  }

  @Test
  void completionOfAPrompt_namesThePromptButNotInTheSpansName() {
    assertThat(
            run(
                McpOptions.DEFAULT,
                "completion/complete",
                Map.of("ref", Map.of("type", "ref/prompt", "name", "p"))))
        .hasName("completion/complete")
        .hasAttribute(stringKey("gen_ai.prompt.name"), "p");
  }

  @Test
  void unknownMethod_isAnAttributeOnly() {
    assertThat(run(McpOptions.DEFAULT, "made/up", null))
        .hasName("_OTHER")
        .hasAttribute(stringKey("mcp.method.name"), "made/up");
    assertThat(metricMethods()).containsExactly("_OTHER");
  }

  @ParameterizedTest
  @EnumSource(McpTransport.class)
  void transport_isSaid(McpTransport transport) {
    McpTelemetry telemetry = telemetry(McpOptions.DEFAULT);
    telemetry
        .receive(new McpRequest("ping", 1, null), new McpSession(transport, null), Context.root())
        .end();

    assertThat(otel.getSpans().get(0))
        .hasAttribute(stringKey("app.transport"), transport.label())
        .hasAttribute(stringKey("network.transport"), transport.networkTransport());
  }

  @Test
  void oddParameters_areSurvived() {
    for (Object params :
        Arrays.asList(null, "text", 1, List.of(), Map.of("name", 17), Map.of("_meta", List.of()))) {
      run(McpOptions.DEFAULT, "tools/call", params);
    }
    assertThat(otel.getSpans())
        .hasSize(6)
        .allSatisfy(span -> assertThat(span).hasName("tools/call"));
  }

  @Test
  void idsOfEveryType_areText() {
    for (Object id : List.of("a", 1, 1.5, true, List.of(1))) {
      telemetry(McpOptions.DEFAULT)
          .receive(new McpRequest("ping", id, null), session, Context.root())
          .end();
    }
    assertThat(otel.getSpans().stream().map(s -> attribute(s, "jsonrpc.request.id")))
        .containsExactly("a", "1", "1.5", "true", "[1]");
  }

  @Test
  void failure_isOnTheSpanOnceWithItsException() {
    McpOperation operation =
        telemetry(McpOptions.DEFAULT)
            .receive(new McpRequest("tools/call", 1, Map.of("name", "t")), session, Context.root());
    operation.settle(
        FailureClassifier.rpcError(-32603, "boom", new IllegalStateException("boom"), false));
    operation.end();
    operation.end();

    SpanData span = otel.getSpans().get(0);
    assertThat(otel.getSpans()).hasSize(1);
    assertThat(span).hasStatus(StatusData.create(StatusCode.ERROR, "boom"));
    assertThat(attribute(span, "error.type")).isEqualTo("-32603");
    assertThat(attribute(span, "mcp.sentry.failure")).isEqualTo("tool_exception");
    assertThat(span.getEvents()).hasSize(1);
    assertThat(point().getCount()).isEqualTo(1);
    assertThat(point().getAttributes().get(stringKey("error.type"))).isEqualTo("-32603");
  }

  @Test
  void protocolErrorText_isRedactedInTheStatus() {
    McpOperation operation =
        telemetry(McpOptions.DEFAULT)
            .receive(new McpRequest("ping", 1, null), session, Context.root());
    operation.settle(FailureClassifier.rpcError(-32000, "token=abc refused", null, false));
    operation.end();

    assertThat(otel.getSpans().get(0))
        .hasStatus(
            StatusData.create(
                io.opentelemetry.api.trace.StatusCode.ERROR, "token=[Filtered] refused"));
  }

  @Test
  void content_isRecordedOnlyWhenAsked() {
    Map<String, Object> call =
        Map.of("name", "t", "arguments", Map.of("city", "Graz", "password", "hunter2"));

    Attributes silent = run(McpOptions.DEFAULT, "tools/call", call).getAttributes();
    assertThat(silent.asMap().toString()).doesNotContain("Graz");

    otel.clearSpans();
    Attributes asked =
        run(options("capture-arguments", "capture-results"), "tools/call", call).getAttributes();
    assertThat(asked.get(stringKey("gen_ai.tool.call.arguments")))
        .contains("\"city\":\"Graz\"")
        .contains("\"password\":\"[Filtered]\"");
    assertThat(asked.get(stringKey("gen_ai.tool.call.result"))).isEqualTo("\"answer\"");
  }

  @Test
  void messagesOfAPrompt_areRecordedOnlyWhenAsked() {
    McpOutcome answered =
        new McpOutcome.Success(
            () -> Map.of("description", "d", "messages", List.of(Map.of("role", "user"))));

    for (McpOptions options : List.of(McpOptions.DEFAULT, options("capture-results"))) {
      run(options, "prompts/get", Map.of("name", "p"), answered);
    }

    assertThat(otel.getSpans())
        .extracting(span -> attribute(span, "mcp.prompt.result.message_content"))
        .containsExactly(null, "[{\"role\":\"user\"}]");
  }

  @Test
  void contentOfAnErrorResult_isRecordedOnlyWhenAskedAndNotAsTheToolsWork() {
    Map<String, Object> call = Map.of("name", "t");
    McpOutcome reported =
        new McpOutcome.Failure(
            FailureClassifier.toolError(null), () -> Map.of("text", "no room", "token", "hunter2"));

    SpanData silent = run(McpOptions.DEFAULT, "tools/call", call, reported);
    assertThat(silent.toString()).doesNotContain("no room");

    otel.clearSpans();
    Attributes asked =
        run(options("capture-results"), "tools/call", call, reported).getAttributes();
    assertThat(asked.get(stringKey("mcp.tool.result.content")))
        .contains("\"text\":\"no room\"")
        .contains("\"token\":\"[Filtered]\"");
    assertThat(asked.get(stringKey("gen_ai.tool.call.result"))).isNull();
    assertThat(asked.get(stringKey("error.type"))).isEqualTo("tool_error");
  }

  @Test
  void promptVariables_areRecordedOneByOne() {
    Attributes attributes =
        run(
                options("capture-arguments"),
                "prompts/get",
                Map.of("name", "p", "arguments", Map.of("who", "Ada", "token", "abc")))
            .getAttributes();

    assertThat(attributes.get(stringKey("gen_ai.prompt.variable.who"))).isEqualTo("Ada");
    assertThat(attributes.get(stringKey("gen_ai.prompt.variable.token"))).isEqualTo("[Filtered]");
  }

  @Test
  void resourceUri_losesQueryAndCredentials() {
    assertThat(
            run(
                McpOptions.DEFAULT,
                "resources/read",
                Map.of("uri", "https://joe:pw@host/a?token=1")))
        .hasAttribute(stringKey("mcp.resource.uri"), "https://[Filtered]@host/a");
  }

  @Test
  void sessionId_canBeHashed() {
    String id = attribute(run(options("hash-session-id"), "ping", null), "mcp.session.id");

    assertThat(id).hasSize(16).isNotEqualTo("session-1");
  }

  @Test
  void inventedTools_areOneMetricSeries_knownOnesKeepTheirName() {
    McpTelemetry telemetry = telemetry(McpOptions.DEFAULT);
    call(telemetry, "real", false);
    for (int i = 0; i < 10_000; i++) {
      call(telemetry, "invented-" + i, true);
    }
    call(telemetry, "real", true);

    List<String> tools =
        operationPoints().stream()
            .map(point -> point.getAttributes().get(stringKey("gen_ai.tool.name")))
            .distinct()
            .toList();
    assertThat(tools).containsExactlyInAnyOrder("real", "_OTHER");
  }

  @Test
  void metrics_neverCarryWhatIsUnbounded() {
    run(McpOptions.DEFAULT, "tools/call", Map.of("name", "t"));

    assertThat(point().getAttributes().asMap().keySet().stream().map(AttributeKey::getKey))
        .doesNotContain("mcp.session.id", "jsonrpc.request.id", "mcp.client.name");
    assertThat(point().getBoundaries()).isEqualTo(McpMetrics.BUCKETS);
  }

  @Test
  void session_isMeasuredOnce() {
    McpTelemetry telemetry = telemetry(McpOptions.DEFAULT);
    telemetry.sessionEnded(session);
    telemetry.sessionEnded(session);

    assertThat(points("mcp.server.session.duration")).hasSize(1);
    assertThat(points("mcp.server.session.duration").get(0).getCount()).isEqualTo(1);
  }

  @Test
  void negotiatedFacts_areOnEverySpanOfTheSession() {
    session.client(new McpPeer("c", "1", "C"));
    session.negotiated(new McpPeer("s", "2", null), "2025-06-18");

    assertThat(run(McpOptions.DEFAULT, "ping", null))
        .hasAttribute(stringKey("mcp.client.name"), "c")
        .hasAttribute(stringKey("mcp.client.title"), "C")
        .hasAttribute(stringKey("mcp.server.version"), "2")
        .hasAttribute(stringKey("mcp.protocol.version"), "2025-06-18");
  }

  private void call(McpTelemetry telemetry, String tool, boolean refused) {
    McpOperation operation =
        telemetry.receive(
            new McpRequest("tools/call", 1, Map.of("name", tool)), session, Context.root());
    if (refused) {
      operation.settle(FailureClassifier.rpcError(-32602, "unknown", null, false));
    }
    operation.end();
  }

  private SpanData run(McpOptions options, String method, Object params) {
    return run(options, method, params, new McpOutcome.Success(() -> "answer"));
  }

  private SpanData run(McpOptions options, String method, Object params, McpOutcome outcome) {
    McpOperation operation =
        telemetry(options).receive(new McpRequest(method, 7, params), session, Context.root());
    operation.settle(outcome);
    operation.end();
    List<SpanData> spans = otel.getSpans();
    return spans.get(spans.size() - 1);
  }

  private static McpTelemetry telemetry(McpOptions options) {
    return new McpTelemetry(otel.getOpenTelemetry(), "test", options);
  }

  private static List<String> metricMethods() {
    return operationPoints().stream()
        .map(point -> point.getAttributes().get(stringKey("mcp.method.name")))
        .toList();
  }

  private static HistogramPointData point() {
    List<HistogramPointData> points = operationPoints();
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  private static List<HistogramPointData> operationPoints() {
    return points("mcp.server.operation.duration");
  }

  private static List<HistogramPointData> points(String metric) {
    return otel.getMetrics().stream()
        .filter(data -> data.getName().equals(metric))
        .map(MetricData::getHistogramData)
        .flatMap(data -> data.getPoints().stream())
        .toList();
  }

  private static String attribute(SpanData span, String key) {
    return span.getAttributes().get(stringKey(key));
  }

  private static McpOptions options(String... switchedOn) {
    List<String> names =
        Arrays.stream(switchedOn).map(name -> "otel.instrumentation.mcp." + name).toList();
    return McpOptions.from(name -> names.contains(name) ? "true" : null, name -> null);
  }
}
