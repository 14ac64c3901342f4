package dev.mcpsentry.sentry;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real OpenTelemetry SDK with the bridge in it, configured as the agent would. */
final class TestSdk implements AutoCloseable {

  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final OpenTelemetrySdk sdk;

  TestSdk(Map<String, String> properties) {
    this(properties, null, builder -> {});
  }

  /** With another stderr than the one that is remembered. */
  TestSdk(Map<String, String> properties, @Nullable PrintStream other) {
    this(properties, other, builder -> {});
  }

  /** The same beside what somebody else added, in {@code others}. */
  TestSdk(Map<String, String> properties, Consumer<AutoConfiguredOpenTelemetrySdkBuilder> others) {
    this(properties, null, others);
  }

  private TestSdk(
      Map<String, String> properties,
      @Nullable PrintStream other,
      Consumer<AutoConfiguredOpenTelemetrySdkBuilder> others) {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent("otel.service.name", "calculator");
    all.putIfAbsent("sentry.trace.lifecycle", "static");
    // tests fail the same way many times
    all.putIfAbsent("sentry.same.issues.per.minute", "0");
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> all)
            .disableShutdownHook();
    others.accept(builder);
    PrintStream remembered = new PrintStream(stderr, true, StandardCharsets.UTF_8);
    SentryBridge.install(builder, new StderrLog(other == null ? remembered : other));
    sdk = builder.build().getOpenTelemetrySdk();
  }

  OpenTelemetry openTelemetry() {
    return sdk;
  }

  /** The tracer of a library. */
  Tracer tracer(String library) {
    return sdk.getTracer(library);
  }

  Tracer tracer() {
    return sdk.getTracer("test", "1.0");
  }

  Logger logger(String name) {
    return sdk.getLogsBridge().get(name);
  }

  Meter meter() {
    return sdk.getMeterProvider().get("test");
  }

  /** Reads and sends metrics. */
  void flushMetrics() {
    sdk.getSdkMeterProvider().forceFlush().join(10, TimeUnit.SECONDS);
  }

  void flushMetricsInBackground() {
    sdk.getSdkMeterProvider().forceFlush();
  }

  Span toolCall(String tool, Context parent) {
    return tracer()
        .spanBuilder("tools/call " + tool)
        .setSpanKind(SpanKind.SERVER)
        .setParent(parent)
        .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
        .setAttribute(McpAttributes.GEN_AI_TOOL_NAME, tool)
        .setAttribute(McpAttributes.APP_TRANSPORT, "http")
        .startSpan();
  }

  TextMapPropagator propagator() {
    return sdk.getPropagators().getTextMapPropagator();
  }

  List<String> stderr() {
    return stderr.toString(StandardCharsets.UTF_8).lines().toList();
  }

  void flush() {
    sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
  }

  void flushInBackground() {
    sdk.getSdkTracerProvider().forceFlush();
  }

  CompletableResultCode shutdown() {
    return sdk.shutdown();
  }

  @Override
  public void close() {
    shutdown().join(10, TimeUnit.SECONDS);
  }
}
