package dev.mcpsentry.sentry.internal.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenOperationsTest {

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider tracers =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
  private final OpenOperations operations = new OpenOperations();

  @AfterEach
  void close() {
    tracers.close();
  }

  @Test
  void operationInFlight_endsAsAbortedOnce() {
    Span call = started("tools/call hang", SpanKind.SERVER);
    call.setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call");
    operations.abort();
    call.setStatus(StatusCode.OK);
    call.end();
    operations.abort();

    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    SpanData told = exporter.getFinishedSpanItems().get(0);
    assertThat(told.getAttributes().get(McpAttributes.MCP_SENTRY_FAILURE)).isEqualTo("aborted");
    assertThat(told.getAttributes().get(McpAttributes.ERROR_TYPE)).isEqualTo("aborted");
    assertThat(told.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void operationThatHasEnded_isLeftAlone() {
    Span call = started("tools/call add", SpanKind.SERVER);
    call.setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call");
    call.end();
    operations.abort();

    assertThat(exporter.getFinishedSpanItems().get(0).getAttributes().asMap())
        .doesNotContainKey(McpAttributes.MCP_SENTRY_FAILURE);
  }

  @Test
  void whatIsNoOperationOfOurs_isLeftOpen() {
    Span other = started("grpc", SpanKind.SERVER);
    Span sent = started("tools/call remote", SpanKind.CLIENT);
    sent.setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call");
    operations.abort();

    assertThat(other.isRecording()).isTrue();
    assertThat(sent.isRecording()).isTrue();
  }

  @Test
  void operationsThatNeverEnd_makeRoomByTheirAge() {
    for (int i = 0; i < OpenOperations.CAPACITY; i++) {
      started("leak", SpanKind.SERVER);
    }
    operations.evict(0);
    Span call = started("tools/call hang", SpanKind.SERVER);
    call.setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call");
    operations.abort();

    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
  }

  private Span started(String name, SpanKind kind) {
    Span span = tracers.get("test").spanBuilder(name).setSpanKind(kind).startSpan();
    operations.started((ReadWriteSpan) span);
    return span;
  }
}
