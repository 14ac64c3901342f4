package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpBothEndsTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private static final McpRequest CALL =
      new McpRequest(
          "tools/call", "c-1", Map.of("name", "echo", "_meta", Map.of("progressToken", "p")));

  private final McpSession client =
      McpSession.ofClient(
          McpTransport.HTTP, McpEndpoint.of(URI.create("https://mcp.example.com/mcp")));
  private final McpSession server = new McpSession(McpTransport.HTTP, "session-1");

  @Test
  void sentRequest_isAClientSpanWithItsServer() {
    client.negotiated(new McpPeer("their-server", "2.0", null), "2025-06-18");
    telemetry().send(CALL, client, Context.root()).end();

    assertThat(span())
        .hasName("tools/call echo")
        .hasKind(SpanKind.CLIENT)
        .hasAttribute(stringKey("server.address"), "mcp.example.com")
        .hasAttribute(longKey("server.port"), 443L)
        .hasAttribute(stringKey("mcp.server.name"), "their-server")
        .hasAttribute(stringKey("mcp.protocol.version"), "2025-06-18");
    assertThat(otel.getMetrics())
        .anySatisfy(
            metric ->
                assertThat(metric)
                    .hasName("mcp.client.operation.duration")
                    .hasHistogramSatisfying(
                        histogram ->
                            histogram.hasPointsSatisfying(
                                point ->
                                    point
                                        .hasAttribute(
                                            stringKey("server.address"), "mcp.example.com")
                                        .hasAttribute(longKey("server.port"), 443L))));
  }

  @Test
  void peersErrorText_isTold_unlessSwitchedOff() {
    for (String told : new String[] {"false", "true"}) {
      McpOperation operation =
          telemetry("capture-error-text", told).send(CALL, client, Context.root());
      operation.settle(FailureClassifier.peerError(-32602, "their words"));
      operation.end();
    }

    assertThat(otel.getSpans().get(0)).hasStatus(StatusData.create(StatusCode.ERROR, ""));
    assertThat(otel.getSpans().get(1))
        .hasStatus(StatusData.create(StatusCode.ERROR, "their words"));
  }

  @ParameterizedTest
  @CsvSource({"RECEIVED, client", "SENT, server"})
  void cancelledNotification_endsTheRequestItNames(McpDirection direction, String by) {
    McpTelemetry telemetry = telemetry();
    McpOperation operation =
        direction == McpDirection.RECEIVED
            ? telemetry.receive(CALL, server, Context.root())
            : telemetry.send(CALL, server, Context.root());
    telemetry.notified(
        direction,
        new McpNotification(
            "notifications/cancelled", Map.of("requestId", "c-1", "reason", "user gave up")),
        server,
        Context.root(),
        null,
        1);
    operation.settle(new McpOutcome.Success(() -> null));
    operation.end();

    assertThat(span())
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("mcp.sentry.failure"), "cancelled")
        .hasAttribute(stringKey("mcp.cancelled.by"), by)
        .hasAttribute(stringKey("mcp.cancelled.reason"), "user gave up");
    assertThat(server.open(direction).size()).isZero();
  }

  @Test
  void whatAPeerMakesUp_isCapped() {
    String endless = "m".repeat(1 << 20);
    McpTelemetry telemetry = telemetry();
    telemetry.receive(new McpRequest(endless, 1, null), server, Context.root()).end();
    for (int code = 0; code < 1_000; code++) {
      McpOperation operation = telemetry.send(CALL, client, Context.root());
      operation.settle(FailureClassifier.peerError(code, null));
      operation.end();
    }

    assertThat(otel.getSpans().get(0).getName()).isEqualTo("_OTHER");
    assertThat(otel.getSpans().get(0).getAttributes().get(stringKey("mcp.method.name")))
        .hasSize(256);
    assertThat(otel.getMetrics())
        .filteredOn(metric -> metric.getName().equals("mcp.client.operation.duration"))
        .singleElement()
        .satisfies(metric -> assertThat(metric.getHistogramData().getPoints()).hasSize(201));
  }

  @Test
  void cancelledNotification_ofSomethingElse_endsNothing() {
    McpTelemetry telemetry = telemetry();
    McpOperation operation = telemetry.receive(CALL, server, Context.root());
    for (Object params : new Object[] {Map.of("requestId", "other"), Map.of(), "odd"}) {
      telemetry.notified(
          McpDirection.RECEIVED,
          new McpNotification("notifications/cancelled", params),
          server,
          Context.root(),
          null,
          1);
    }

    assertThat(otel.getSpans()).isEmpty();
    operation.end();
  }

  @ParameterizedTest
  @CsvSource({
    "debug, DEBUG",
    "info, INFO",
    "notice, INFO2",
    "warning, WARN",
    "error, ERROR",
    "critical, ERROR2",
    "alert, ERROR3",
    "emergency, FATAL",
    "made-up, UNDEFINED_SEVERITY_NUMBER"
  })
  void logMessage_isALogRecordOfItsLevel(String level, Severity severity) {
    McpTelemetry telemetry = telemetry("capture-log-messages", "true");
    McpOperation operation = telemetry.receive(CALL, server, Context.root());
    telemetry.notified(
        McpDirection.SENT,
        new McpNotification("notifications/message", Map.of("level", level, "data", "text")),
        server,
        operation.context(),
        null,
        1);
    operation.end();

    assertThat(otel.getLogRecords()).hasSize(1);
    assertThat(otel.getLogRecords().get(0))
        .hasSeverity(severity)
        .hasBody("text")
        .hasSpanContext(Span.fromContext(operation.context()).getSpanContext());
    assertThat(span().getEvents()).hasSize(1);
  }

  @Test
  void httpRequestAround_tellsOfTheCaller() {
    server.client(new McpPeer("claude-ai", "1", null));
    server.negotiated(new McpPeer("own", "7.1", null), null);
    McpTelemetry telemetry = telemetry("server-modes", "experimental,Agent");
    Span http =
        otel.getOpenTelemetry()
            .getTracer("http")
            .spanBuilder("POST /mcp")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "POST")
            .setAttribute("client.address", "10.1.2.3")
            .setAttribute("user_agent.original", "node")
            .setAttribute("network.protocol.version", "1.1")
            .setAttribute("url.query", "experimental=1&aGent=0&x=y")
            .startSpan();
    telemetry.receive(CALL, server, Context.root().with(http)).end();

    assertThat(span())
        .hasAttribute(stringKey("client.address"), "10.1.2.3")
        .hasAttribute(stringKey("user_agent.original"), "node")
        .hasAttribute(stringKey("network.protocol.version"), "1.1")
        .hasAttribute(stringKey("app.client.family"), "claude-desktop")
        .hasAttribute(stringKey("app.server.version"), "7.1")
        .hasAttribute(booleanKey("app.server.mode.experimental"), true)
        .hasAttribute(booleanKey("app.server.mode.agent"), false);
    http.end();
  }

  @Test
  void capturedHeaders_areOnTheOperationToo_redacted() {
    McpTelemetry telemetry =
        new McpTelemetry(
            otel.getOpenTelemetry(),
            "test",
            McpOptions.from(
                Map.of(
                        "otel.instrumentation.http.server.capture-request-headers",
                        "Referer,X-Api-Key")
                    ::get,
                name -> null));
    Span http =
        otel.getOpenTelemetry()
            .getTracer("http")
            .spanBuilder("POST /mcp")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "POST")
            .setAttribute(
                stringArrayKey("http.request.header.referer"), List.of("https://a.example"))
            .setAttribute(stringArrayKey("http.request.header.x-api-key"), List.of("abc"))
            .startSpan();
    telemetry.receive(CALL, server, Context.root().with(http)).end();

    assertThat(span())
        .hasAttribute(stringArrayKey("http.request.header.referer"), List.of("https://a.example"))
        .hasAttribute(stringArrayKey("http.request.header.x-api-key"), List.of("[Filtered]"));
    http.end();
  }

  @Test
  void anotherInstrumentationsSpanOfTheSameRequest_isUsed() {
    Span theirs =
        otel.getOpenTelemetry()
            .getTracer("theirs")
            .spanBuilder("tools/call echo")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("mcp.method.name", "tools/call")
            .startSpan();
    McpOperation operation = telemetry().receive(CALL, server, Context.root().with(theirs));
    operation.settle(FailureClassifier.toolError(null));
    operation.end();
    assertThat(otel.getSpans()).isEmpty();
    theirs.end();

    assertThat(span())
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("gen_ai.tool.name"), "echo")
        .hasAttribute(stringKey("mcp.sentry.failure"), "tool_reported");
  }

  @Test
  void handlerThatPassesItsRequestOn_makesASpanOfItsOwn() {
    McpTelemetry telemetry = telemetry();
    McpOperation outer = telemetry.receive(CALL, server, Context.root());
    telemetry.receive(CALL, new McpSession(McpTransport.HTTP, "inner"), outer.context()).end();
    outer.end();

    assertThat(otel.getSpans()).hasSize(2);
  }

  @Test
  void requestAfterAnAnswer_isNoChildOfTheRequestBefore() {
    McpTelemetry telemetry = telemetry();
    McpOperation handler = telemetry.receive(CALL, server, Context.root());
    McpOperation first = telemetry.send(CALL, client, handler.context());
    McpOperation second = telemetry.send(CALL, client, first.context());
    second.end();
    first.end();
    handler.end();

    assertThat(otel.getSpans().get(0))
        .hasParentSpanId(Span.fromContext(handler.context()).getSpanContext().getSpanId());
  }

  private static McpTelemetry telemetry() {
    return telemetry("none", "");
  }

  private static McpTelemetry telemetry(String option, String value) {
    return new McpTelemetry(
        otel.getOpenTelemetry(),
        "test",
        McpOptions.from(Map.of("otel.instrumentation.mcp." + option, value)::get, name -> null));
  }

  private static SpanData span() {
    assertThat(otel.getSpans()).hasSize(1);
    return otel.getSpans().get(0);
  }
}
