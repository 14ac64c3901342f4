package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What rules make of operations: on their spans, and on the log record of their failure. */
class RuledOperationsTest {

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
  private final OpenTelemetrySdk sdk =
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

  @Test
  void valuesOfARequest_areAttributesOfItsSpan() {
    Map<String, Object> params =
        Map.of(
            "name",
            "find_orders",
            "arguments",
            (Supplier<Object>) () -> Map.of("kind", "a", "paid", "yes", "card", "hidden"),
            "_meta",
            Map.of("plan", "Gold"));
    SpanData span =
        run(
            """
            app.kind = arg:/kind
            app.paid = arg:/paid | bool
            app.plan = meta:/plan | lower
            app.found = result:/structuredContent/orders | count
            mcp.tool.name = text:search when tool=find_*
            app.tier = text:gold
            app.none = arg:/none
            """,
            params,
            new McpOutcome.Success(
                () -> Map.of("structuredContent", Map.of("orders", List.of(1, 2, 3)))),
            Context.root());
    Attributes attributes = span.getAttributes();
    assertThat(attributes.get(stringKey("app.kind"))).isEqualTo("a");
    assertThat(attributes.get(booleanKey("app.paid"))).isTrue();
    assertThat(attributes.get(stringKey("app.plan"))).isEqualTo("gold");
    assertThat(attributes.get(longKey("app.found"))).isEqualTo(3);
    assertThat(attributes.get(longKey("gen_ai.tool.call.result.count"))).isEqualTo(3);
    assertThat(attributes.get(stringKey("mcp.tool.name"))).isEqualTo("search");
    assertThat(attributes.get(stringKey("app.tier"))).as("is on everything in Sentry").isNull();
    assertThat(attributes.get(stringKey("app.none"))).isNull();
    assertThat(span.toString()).doesNotContain("hidden");
  }

  @Test
  void failure_isToldWithThemToo() {
    run(
        "app.kind = arg:/kind; app.x = result:/a, arg:/kind",
        Map.of("name", "t", "arguments", Map.of("kind", "a")),
        new McpOutcome.Failure(
            FailureClassifier.toolError(new IllegalStateException("boom")),
            () -> Map.of("a", "of a failure")),
        Context.root());
    Attributes log = logs.getFinishedLogRecordItems().get(0).getAttributes();
    assertThat(log.get(stringKey("app.kind"))).isEqualTo("a");
    assertThat(log.get(stringKey("app.x"))).isEqualTo("a");
  }

  @Test
  void headersAndQueriesOfTheHttpRequest_areKnown() {
    Span http =
        sdk.getTracer("http")
            .spanBuilder("POST /mcp")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "POST")
            .setAttribute("url.query", "mode=fast&x=1")
            .setAttribute(stringArrayKey("http.request.header.x-tenant"), List.of("acme", "second"))
            .startSpan();
    SpanData span =
        run(
            "app.tenant = header:X-Tenant; app.speed = query:mode; app.no = header:x-none",
            Map.of("name", "t"),
            new McpOutcome.Success(() -> null),
            Context.root().with(http));
    assertThat(span.getAttributes().get(stringKey("app.tenant"))).isEqualTo("acme");
    assertThat(span.getAttributes().get(stringKey("app.speed"))).isEqualTo("fast");
    assertThat(span.getAttributes().get(stringKey("app.no"))).isNull();
  }

  @Test
  void argumentsThatChangeOnTheWay_areToldAsTheyCame() {
    Map<String, Object> arguments = new HashMap<>(Map.of("kind", "came"));
    SpanData span =
        run(
            "app.kind = arg:/kind",
            Map.of("name", "t", "arguments", arguments),
            new McpOutcome.Success(
                () -> {
                  arguments.put("kind", "changed");
                  return null;
                }),
            Context.root());
    assertThat(span.getAttributes().get(stringKey("app.kind"))).isEqualTo("came");
  }

  @Test
  void wrongRules_harmNobody() {
    SpanData span =
        run(
            "nonsense; app.a = ; app.name = text:x; @; app.b = arg:/b",
            Map.of("name", "t", "arguments", Map.of("b", "right")),
            new McpOutcome.Success(() -> null),
            Context.root());
    assertThat(span.getAttributes().get(stringKey("app.b"))).isEqualTo("right");
    assertThat(span.getAttributes().get(stringKey("app.name"))).isNull();
  }

  @Test
  void resultThatCannotBeRead_harmsNobody() {
    SpanData span =
        run(
            "app.a = result:/a; app.b = result:/b, arg:/b",
            Map.of("name", "t", "arguments", Map.of("b", "right")),
            new McpOutcome.Success(
                () -> {
                  throw new IllegalStateException("broken result");
                }),
            Context.root());
    assertThat(span.hasEnded()).isTrue();
    assertThat(span.getAttributes().get(stringKey("app.a"))).isNull();
  }

  private SpanData run(
      String rules, Map<String, Object> params, McpOutcome outcome, Context context) {
    Map<String, String> settings =
        Map.of(
            "otel.instrumentation.mcp.rules",
            rules,
            "otel.instrumentation.http.server.capture-request-headers",
            "x-tenant");
    McpTelemetry telemetry =
        new McpTelemetry(sdk, "test", McpOptions.from(settings::get, name -> null));
    McpSession session = new McpSession(McpTransport.HTTP, "session-1");
    McpOperation operation =
        telemetry.receive(new McpRequest("tools/call", 1, params), session, context);
    operation.settle(outcome);
    operation.end();
    return spans.getFinishedSpanItems().get(0);
  }
}
