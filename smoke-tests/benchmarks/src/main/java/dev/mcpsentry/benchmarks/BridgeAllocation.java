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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Bytes allocated per MCP operation, by the calling thread and by the bridge's own threads, with
 * the bridge sending every one. The sink's threads are left out of the sum.
 */
final class BridgeAllocation implements Callable<Integer> {

  private static final int WARMUP = 5_000;
  private static final int BURST = 50;

  private final int transactions;

  BridgeAllocation(int transactions) {
    this.transactions = transactions;
  }

  @Override
  public Integer call() throws Exception {
    long without = measure(null);
    try (Sink sink = new Sink()) {
      long with = measure(sink);
      System.out.printf(
          "allocation per MCP operation: %,d B without the bridge, %,d B with it,"
              + " bridge %,d B (%,d transactions)%n",
          without, with, with - without, transactions);
    }
    return 0;
  }

  private long measure(@Nullable Sink sink) throws Exception {
    OpenTelemetrySdk sdk = sdk(sink);
    McpTelemetry telemetry = new McpTelemetry(sdk, "benchmark", McpOptions.DEFAULT);
    run(telemetry, WARMUP, sink);
    long before = allocated();
    run(telemetry, transactions, sink);
    long bytes = allocated() - before;
    sdk.close();
    return bytes / transactions;
  }

  private static OpenTelemetrySdk sdk(@Nullable Sink sink) {
    var builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(
                () ->
                    Map.of(
                        "otel.traces.exporter", "none",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none",
                        "sentry.dsn", sink == null ? "" : sink.dsn()));
    SentryBridge.install(builder);
    return builder.build().getOpenTelemetrySdk();
  }

  // in bursts the bridge keeps up with: a drop would look like a saving
  private static void run(McpTelemetry telemetry, int operations, @Nullable Sink sink) {
    McpSession session = new McpSession(McpTransport.HTTP, "2f0c8f60-9d5c-4b39-8a77-1f3d3f7e3b55");
    McpRequest call =
        new McpRequest(
            "tools/call", 1, Map.of("name", "echo", "arguments", Map.of("text", "hello")));
    long expected = sink == null ? 0 : sink.envelopes();
    for (int i = 1; i <= operations; i++) {
      telemetry.receive(call, session, Context.root()).end();
      expected++;
      while (sink != null && i % BURST == 0 && sink.envelopes() < expected) {
        LockSupport.parkNanos(50_000);
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
