package dev.mcpsentry.instrumentation.springboot.v3_0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailedStartTest {

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  @Test
  void failure_isRecordedOnASpanOfItsOwn() {
    FailedStart.tell(TELEMETRY.getOpenTelemetry(), new IllegalStateException("no bean"));

    assertThat(TELEMETRY.getSpans()).hasSize(1);
    SpanData span = TELEMETRY.getSpans().get(0);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getAttributes().get(McpAttributes.MCP_SENTRY_FAILED_START)).isTrue();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getEvents()).hasSize(1);
  }

  @Test
  void endOnPurpose_isNoFailure() {
    FailedStart.tell(TELEMETRY.getOpenTelemetry(), new AbandonedRunException());

    assertThat(TELEMETRY.getSpans()).isEmpty();
  }

  @Test
  void withoutSentry_nothingIsSaid() {
    FailedStart.tell(new IllegalStateException("no bean"));

    assertThat(TELEMETRY.getSpans()).isEmpty();
  }

  private static final class AbandonedRunException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
