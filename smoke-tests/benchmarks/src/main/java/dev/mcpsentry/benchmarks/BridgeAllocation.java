package dev.mcpsentry.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.mcpsentry.sentry.SentryBridge;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Bytes allocated per MCP operation, by the calling thread and by the bridge's own threads, with
 * the bridge sending every one. The ingest's threads are left out of the sum.
 */
final class BridgeAllocation implements Callable<Integer> {

  private static final int WARMUP = 5_000;
  private static final int BURST = 500;

  private final List<String> lifecycles;
  private final int operations;

  /**
   * @param lifecycles how spans travel: stream, static or otlp
   */
  BridgeAllocation(List<String> lifecycles, int operations) {
    this.lifecycles = lifecycles;
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    long without = measure(Map.of());
    for (String lifecycle : lifecycles) {
      try (DistantIngest ingest = new DistantIngest(Duration.ZERO)) {
        long with =
            measure(Map.of("sentry.dsn", ingest.dsn(), "sentry.trace.lifecycle", lifecycle));
        System.out.printf(
            "allocation per MCP operation, %s: %,d B without the bridge, %,d B with it, bridge %,d"
                + " B (%,d of %,d operations arrived)%n",
            lifecycle, without, with, with - without, ingest.arrived(), WARMUP + operations);
      }
    }
    return 0;
  }

  private long measure(Map<String, String> bridge) {
    try (OpenTelemetrySdk sdk = sdk(bridge)) {
      McpTelemetry telemetry = new McpTelemetry(sdk, "benchmark", McpOptions.DEFAULT);
      run(sdk, telemetry, WARMUP);
      long before = allocated();
      run(sdk, telemetry, operations);
      return (allocated() - before) / operations;
    }
  }

  private static OpenTelemetrySdk sdk(Map<String, String> bridge) {
    Map<String, String> settings = new HashMap<>(bridge);
    List.of("traces", "metrics", "logs")
        .forEach(signal -> settings.put("otel." + signal + ".exporter", "none"));
    var builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> settings);
    SentryBridge.install(builder);
    return builder.build().getOpenTelemetrySdk();
  }

  // in bursts the bridge keeps up with: a drop would look like a saving
  private static void run(OpenTelemetrySdk sdk, McpTelemetry telemetry, int operations) {
    McpSession session = new McpSession(McpTransport.HTTP, "2f0c8f60-9d5c-4b39-8a77-1f3d3f7e3b55");
    McpRequest call =
        new McpRequest(
            "tools/call", 1, Map.of("name", "echo", "arguments", Map.of("text", "hello")));
    for (int i = 1; i <= operations; i++) {
      telemetry.receive(call, session, Context.root()).end();
      if (i % BURST == 0) {
        sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
      }
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.getName().startsWith("qtp")) {
        sum += Math.max(0, threads.getThreadAllocatedBytes(thread.getId()));
      }
    }
    return sum;
  }
}
