package dev.mcpsentry.sentry.internal.issue;

import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void namedKind_isTaken(FailureKind kind) {
    assertThat(
            Failure.of(
                toolCall(1).with(McpAttributes.MCP_SENTRY_FAILURE, kind.attributeValue()).build()))
        .isEqualTo(kind);
  }

  @Test
  void success_isNoFailure() {
    assertThat(Failure.of(toolCall(1).build())).isNull();
  }

  @Test
  void foreignSpan_isJudgedByWhatItSays() {
    assertThat(
            Failure.of(
                toolCall(1)
                    .failed("")
                    .event(ExceptionEventData.create(1, new Error(), Attributes.empty(), 0))
                    .build()))
        .isEqualTo(FailureKind.TOOL_EXCEPTION);
    assertThat(Failure.of(toolCall(1).failed("").with("error.type", "tool_error").build()))
        .isEqualTo(FailureKind.TOOL_REPORTED);
    assertThat(Failure.of(toolCall(1).failed("").with("error.type", "timeout").build()))
        .isEqualTo(FailureKind.TIMEOUT);
    assertThat(
            Failure.of(toolCall(1).failed("").with("rpc.response.status_code", "-32603").build()))
        .isEqualTo(FailureKind.PROTOCOL);
    assertThat(Failure.of(toolCall(1).failed("").build())).isEqualTo(FailureKind.TRANSPORT);
  }
}
