package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureLogTest {

  private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  @Test
  void toolReported_isAWarningThatSaysWhy() {
    LogRecordData log = only(McpDirection.RECEIVED, reported("no such customer: token=abc"));

    assertThat(log.getBodyValue().asString())
        .isEqualTo("MCP tools/call find_orders: tool_reported");
    assertThat(log.getSeverity()).isEqualTo(Severity.WARN);
    assertThat(log.getAttributes().get(stringKey("error.message")))
        .isEqualTo("no such customer: token=[Filtered]");
    assertThat(log.getAttributes().get(stringKey("gen_ai.tool.name"))).isEqualTo("find_orders");
    assertThat(log.getSpanContext()).isEqualTo(span().getSpanContext());
    assertThat(span().getStatus().getDescription()).isEqualTo("no such customer: token=[Filtered]");
  }

  @Test
  void sessionThatAnythingNames_saysOnceThatItEnded() {
    McpTelemetry telemetry = telemetry(McpOptions.DEFAULT);
    McpSession session = new McpSession(McpTransport.HTTP, "s-1");
    telemetry.sessionEnded(session);
    telemetry.sessionEnded(session);
    telemetry.sessionEnded(new McpSession(McpTransport.STDIO, null));
    telemetry.sessionEnded(new McpSession(McpTransport.HTTP, null));
    telemetry.sessionEnded(McpSession.ofClient(McpTransport.STDIO, null));

    assertThat(logs.getFinishedLogRecordItems())
        .extracting(
            log -> log.getAttributes().get(stringKey("app.transport")),
            log -> log.getAttributes().get(stringKey("mcp.session.id")),
            log -> log.getAttributes().get(stringKey("mcp.sentry.session")),
            LogRecordData::getSeverity)
        .containsExactly(
            tuple("http", "s-1", "closed", Severity.DEBUG),
            tuple("stdio", null, "closed", Severity.DEBUG));
  }

  @Test
  void longText_isCut() {
    LogRecordData log = only(McpDirection.RECEIVED, reported("word ".repeat(100_000)));

    assertThat(log.getAttributes().get(stringKey("error.message")).length()).isBetween(190, 200);
  }

  @Test
  void exception_isAnErrorWithItsMessage() {
    LogRecordData log =
        only(
            McpDirection.RECEIVED,
            new McpOutcome.Failure(
                FailureClassifier.toolError(new IllegalStateException("warehouse is closed"))));

    assertThat(log.getSeverity()).isEqualTo(Severity.ERROR);
    assertThat(log.getBodyValue().asString()).endsWith(": tool_exception");
    assertThat(log.getAttributes().get(stringKey("error.message")))
        .isEqualTo("warehouse is closed");
  }

  @Test
  void exceptionThatCannotSpeak_harmsNobody() {
    LogRecordData log =
        only(
            McpDirection.RECEIVED,
            new McpOutcome.Failure(
                FailureClassifier.toolError(
                    new RuntimeException() {
                      @Override
                      public String getMessage() {
                        throw new IllegalStateException("no words");
                      }
                    })));

    assertThat(log.getAttributes().get(stringKey("error.message"))).isNull();
  }

  @Test
  void resultThatCannotBeRead_keepsItsReason() {
    LogRecordData log =
        only(
            McpDirection.RECEIVED,
            new McpOutcome.Failure(
                FailureClassifier.toolError(null),
                () -> {
                  throw new IllegalStateException("broken result");
                }));

    assertThat(log.getAttributes().get(stringKey("error.message"))).isNull();
    assertThat(span().getStatus().getDescription()).isEmpty();
  }

  @Test
  void databaseErrors_areMasked() {
    String message = "insert failed: customer_email='bob@example.com'";
    LogRecordData log =
        only(
            McpDirection.RECEIVED,
            new McpOutcome.Failure(FailureClassifier.toolError(new SQLException(message))));

    assertThat(log.toString()).doesNotContain("bob@example.com");
    assertThat(span().toString()).contains("customer_email=?");
  }

  @Test
  void whatAPeerReported_isToldAtTheClientToo() {
    LogRecordData log = only(McpDirection.SENT, reported("no such customer"));

    assertThat(log.getAttributes().get(stringKey("error.message"))).isEqualTo("no such customer");
  }

  @Test
  void switchedOff_saysThatItFailedButNotWhy() {
    McpOptions silent =
        McpOptions.from(
            Map.of("otel.instrumentation.mcp.capture-error-text", "false")::get, name -> null);
    run(silent, McpDirection.RECEIVED, reported("no such customer"));

    assertThat(logs.getFinishedLogRecordItems()).hasSize(1);
    assertThat(logs.getFinishedLogRecordItems().toString()).doesNotContain("customer");
    assertThat(span().getStatus().getDescription()).isEmpty();
  }

  @Test
  void cancelledAndWell_areNotWorthALine() {
    run(
        McpOptions.DEFAULT,
        McpDirection.RECEIVED,
        new McpOutcome.Failure(FailureClassifier.thrown(new CancellationException("gone"))));
    run(McpOptions.DEFAULT, McpDirection.RECEIVED, new McpOutcome.Success(() -> "done"));

    assertThat(logs.getFinishedLogRecordItems()).isEmpty();
  }

  private static McpOutcome.Failure reported(String text) {
    McpFailure failure = FailureClassifier.toolError(null);
    Supplier<@Nullable Object> result =
        () ->
            Map.of(
                "isError",
                true,
                "content",
                List.of(Map.of("type", "image"), Map.of("type", "text", "text", text)));
    return new McpOutcome.Failure(failure, result);
  }

  private LogRecordData only(McpDirection direction, McpOutcome outcome) {
    run(McpOptions.DEFAULT, direction, outcome);
    assertThat(logs.getFinishedLogRecordItems()).hasSize(1);
    return logs.getFinishedLogRecordItems().get(0);
  }

  private SpanData span() {
    return spans.getFinishedSpanItems().get(0);
  }

  private McpTelemetry telemetry(McpOptions options) {
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                    .build())
            .build();
    return new McpTelemetry(sdk, "test", options);
  }

  private void run(McpOptions options, McpDirection direction, McpOutcome outcome) {
    McpTelemetry telemetry = telemetry(options);
    McpRequest request = new McpRequest("tools/call", "1", Map.of("name", "find_orders"));
    McpSession session = new McpSession(McpTransport.STDIO, null);
    McpOperation operation =
        direction == McpDirection.RECEIVED
            ? telemetry.receive(request, session, Context.root())
            : telemetry.send(request, session, Context.root());
    operation.settle(outcome);
    operation.end();
  }
}
