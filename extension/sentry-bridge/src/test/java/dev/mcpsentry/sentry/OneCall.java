package dev.mcpsentry.sentry;

import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import java.util.concurrent.TimeUnit;

/** The program of {@link LazinessTest}: one MCP call, then a report about our threads. */
final class OneCall {

  private OneCall() {}

  public static void main(String[] args) {
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder().disableShutdownHook();
    SentryBridge.install(builder);
    try (OpenTelemetrySdk sdk = builder.build().getOpenTelemetrySdk()) {
      sdk.getTracer("test")
          .spanBuilder("tools/call add")
          .setSpanKind(SpanKind.SERVER)
          .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
          .startSpan()
          .end();
      sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.startsWith("mcp-sentry") && !name.equals("mcp-sentry-stderr"))
              .count();
      System.out.println("threads: " + threads);
    }
  }
}
