package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.span.TestSpans;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpanOutcomeTest {

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void mcpFailure_saysWhatItsKindIs(FailureKind kind) {
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
    assertThat(SpanOutcome.of(call.build())).isEqualTo(expected);
  }

  @Test
  void mcpSuccess_isOk() {
    assertThat(SpanOutcome.of(toolCall(1).build())).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource({
    "200, ok",
    "302, ok",
    "400, invalid_argument",
    "401, unauthenticated",
    "403, permission_denied",
    "404, not_found",
    "418, invalid_argument",
    "429, resource_exhausted",
    "500, internal_error",
    "503, unavailable",
    "504, deadline_exceeded",
    "599, internal_error",
  })
  void httpStatus_isSentrysWordForIt(long status, String expected) {
    assertThat(
            SpanOutcome.of(
                span("GET", SpanKind.SERVER, 1)
                    .with("http.request.method", "GET")
                    .with("http.response.status_code", status)
                    .build()))
        .isEqualTo(expected);
  }

  @Test
  void httpWithoutStatus_followsTheSpan() {
    assertThat(
            SpanOutcome.of(
                span("GET", SpanKind.CLIENT, 1)
                    .with("http.request.method", "GET")
                    .failed("")
                    .build()))
        .isEqualTo("internal_error");
  }

  @ParameterizedTest
  @CsvSource({"0, ok", "5, not_found", "16, unauthenticated"})
  void grpcStatus_isItsName(long code, String expected) {
    assertThat(
            SpanOutcome.of(
                span("Greeter/Hi", SpanKind.SERVER, 1)
                    .with("rpc.system", "grpc")
                    .with("rpc.grpc.status_code", code)
                    .build()))
        .isEqualTo(expected);
  }
}
