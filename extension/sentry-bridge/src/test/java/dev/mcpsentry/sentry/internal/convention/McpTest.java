package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.span.TestSpans;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class McpTest {

  @ParameterizedTest
  @CsvSource({
    "SERVER, mcp.server, auto.function.mcp_server, true",
    "CLIENT, mcp.client, auto.function.mcp_client, false",
  })
  void request_isServersOrClientsByKind(
      SpanKind kind, String op, String origin, boolean operation) {
    TestSpans call = call(kind);
    assertThat(Told.of(call)).isEqualTo(new Told(op, "tools/call add", "route", origin));
    assertThat(call.typed().isOperation()).isEqualTo(operation);
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERNAL", "PRODUCER", "CONSUMER"})
  void spanThatNamesAMethodOnTheWay_isNoRequest(SpanKind kind) {
    assertThat(call(kind).typed().convention()).isSameAs(Conventions.OTHER);
  }

  @Test
  void request_isMcpsWhateverElseItSays() {
    assertThat(
            toolCall(1)
                .with("gen_ai.operation.name", "execute_tool")
                .with("http.request.method", "POST")
                .with("rpc.system", "jsonrpc")
                .typed()
                .convention())
        .isSameAs(Conventions.MCP);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void status_isWhatTheRowSays(FailureKind kind) {
    TestSpans call = toolCall(1).with(McpAttributes.MCP_SENTRY_FAILURE, kind.attributeValue());
    if (kind.span() == FailureKind.Span.ERROR) {
      call.failed("");
    }
    String expected =
        switch (kind) {
          case CALLER_FAULT, INVALID_ARGUMENTS, PROBE -> "ok";
          case CANCELLED -> "cancelled";
          case ABORTED -> "aborted";
          default -> "internal_error";
        };
    assertThat(call.typed().status()).isEqualTo(expected);
  }

  @Test
  void success_isOkAndNoFailure() {
    TypedSpan call = toolCall(1).typed();
    assertThat(call.status()).isEqualTo("ok");
    assertThat(call.failed()).isFalse();
    assertThat(call.failure()).isNull();
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void namedKind_isTaken(FailureKind kind) {
    for (SpanKind side : new SpanKind[] {SpanKind.SERVER, SpanKind.CLIENT}) {
      assertThat(
              call(side)
                  .with(McpAttributes.MCP_SENTRY_FAILURE, kind.attributeValue())
                  .typed()
                  .failure())
          .isEqualTo(kind);
    }
  }

  @Test
  void foreignSpan_isJudgedByWhatItSays() {
    assertThat(toolCall(1).failed("").event(thrown(new Error())).typed().failure())
        .isEqualTo(FailureKind.TOOL_EXCEPTION);
    assertThat(toolCall(1).failed("").with("error.type", "tool_error").typed().failure())
        .isEqualTo(FailureKind.TOOL_REPORTED);
    assertThat(toolCall(1).failed("").with("error.type", "timeout").typed().failure())
        .isEqualTo(FailureKind.TIMEOUT);
    assertThat(toolCall(1).failed("").with("rpc.response.status_code", "-32603").typed().failure())
        .isEqualTo(FailureKind.PROTOCOL);
    assertThat(toolCall(1).failed("").typed().failure()).isEqualTo(FailureKind.TRANSPORT);
  }

  @Test
  void foreignSpanOfACall_isNotJudged() {
    TypedSpan call = call(SpanKind.CLIENT).failed("").event(thrown(new IOException())).typed();
    assertThat(call.failure()).isNull();
    assertThat(call.status()).isEqualTo("internal_error");
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER, s1, http, s1",
    "SERVER, s1, stdio, s1",
    "SERVER, , stdio, stdio",
    "SERVER, , http,",
    "CLIENT, s1, http, s1",
    "CLIENT, , stdio,",
  })
  void session_isItsIdOrTheProcesssStdio(
      SpanKind kind, String id, String transport, String expected) {
    TestSpans call = call(kind).with(McpAttributes.APP_TRANSPORT, transport);
    if (id != null) {
      call.with(McpAttributes.MCP_SESSION_ID, id);
    }
    assertThat(call.typed().session()).isEqualTo(expected);
  }

  @Test
  void request_leavesItsNotificationsAndItself() {
    TypedSpan call =
        toolCall(1)
            .failed("")
            .with(McpAttributes.MCP_SENTRY_FAILURE, "timeout")
            .event(EventData.create(5, "notifications/progress", Attributes.empty()))
            .event(EventData.create(6, "something else", Attributes.empty()))
            .typed();
    assertThat(call.eventCrumbs())
        .containsExactly(
            new Crumb(5, "default", "mcp.notification", 9, "notifications/progress", Map.of()),
            new Crumb(6, "default", "span.event", 9, "something else", Map.of()));
    assertThat(call.crumbs())
        .containsExactly(
            new Crumb(
                call.data().getEndEpochNanos(),
                "default",
                "mcp.request",
                17,
                "tools/call add",
                Map.of("failure", "timeout")));
  }

  @Test
  void handshake_opensASession() {
    assertThat(
            span("initialize", SpanKind.SERVER, 1)
                .with("mcp.method.name", "initialize")
                .typed()
                .crumbs())
        .extracting(Crumb::category)
        .containsExactly("mcp.session");
  }

  @Test
  void requests_areToldHoweverManyThereAre() {
    assertThat(Conventions.MCP.isThinnedOut()).isFalse();
  }

  private static TestSpans call(SpanKind kind) {
    return span("tools/call add", kind, 1).with("mcp.method.name", "tools/call");
  }

  private static EventData thrown(Throwable throwable) {
    return ExceptionEventData.create(1, throwable, Attributes.empty(), 0);
  }
}
