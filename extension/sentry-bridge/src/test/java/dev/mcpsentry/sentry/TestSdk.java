package dev.mcpsentry.sentry;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A real OpenTelemetry SDK with the bridge in it, configured as the agent would. */
final class TestSdk implements AutoCloseable {

  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final OpenTelemetrySdk sdk;

  TestSdk(Map<String, String> properties) {
    this(properties, UnaryOperator.identity());
  }

  /** The same, with span processors of the user's. */
  TestSdk(Map<String, String> properties, UnaryOperator<SdkTracerProviderBuilder> users) {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent("otel.service.name", "calculator");
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> all)
            .disableShutdownHook();
    builder.addTracerProviderCustomizer((provider, config) -> users.apply(provider));
    SentryBridge.install(
        builder, new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8)));
    sdk = builder.build().getOpenTelemetrySdk();
  }

  Tracer tracer() {
    return sdk.getTracer("test", "1.0");
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
