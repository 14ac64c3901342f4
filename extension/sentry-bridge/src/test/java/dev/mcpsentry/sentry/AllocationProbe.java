package dev.mcpsentry.sentry;

import com.sun.management.ThreadMXBean;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what the bridge allocates per MCP call on the caller's thread and on its own. Not a
 * test: {@code java -cp ... dev.mcpsentry.sentry.AllocationProbe [calls] [callsPerSecond]}.
 */
public final class AllocationProbe {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocationProbe() {}

  public static void main(String[] args) throws Exception {
    int calls = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int perSecond = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    long plain;
    try (TestSdk sdk =
        new TestSdk(
            Map.of(
                "otel.traces.exporter", "none",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none"))) {
      drive(sdk, 5_000, 100_000);
      plain = drive(sdk, calls, 100_000);
    }
    try (FakeIngest ingest = new FakeIngest()) {
      TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()));
      drive(sdk, 5_000, perSecond);
      sdk.flush();
      Map<String, Long> before = ours();
      int requests = ingest.requests();
      long cpu = cpu();
      long start = System.nanoTime();
      long bridged = drive(sdk, calls, perSecond);
      sdk.flush();
      double seconds = (System.nanoTime() - start) / 1e9;
      Map<String, Long> after = ours();
      System.err.printf(
          "%d calls in %.1f s, %d requests, %d connections%n",
          calls, seconds, ingest.requests() - requests, ingest.connections());
      System.err.printf(
          "caller's thread: %d bytes per call without, %d with the bridge%n",
          plain / calls, bridged / calls);
      long total = bridged - plain;
      for (Map.Entry<String, Long> thread : after.entrySet()) {
        long bytes = thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        total += bytes;
        System.err.printf("%s: %d bytes per call%n", thread.getKey(), bytes / calls);
      }
      System.err.printf("bridge in all: %d bytes per call%n", total / calls);
      System.err.printf("CPU of bridge threads: %d us per call%n", (cpu() - cpu) / calls / 1000);
      sdk.close();
      System.err.printf(
          "received %d, overflow %d%n",
          ingest.items("transaction").size(), ingest.discarded("queue_overflow", "transaction"));
    }
  }

  private static long drive(TestSdk sdk, int calls, int perSecond) {
    long self = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(self);
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long due = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      Span call = sdk.toolCall("add", Context.root());
      call.setAttribute(McpAttributes.MCP_SESSION_ID, "0123456789abcdef")
          .setAttribute(McpAttributes.MCP_PROTOCOL_VERSION, "2025-06-18")
          .setAttribute(McpAttributes.MCP_CLIENT_NAME, "inspector")
          .setAttribute(McpAttributes.MCP_CLIENT_VERSION, "1.2.3")
          .setAttribute(McpAttributes.MCP_SERVER_NAME, "calculator")
          .setAttribute(McpAttributes.MCP_SERVER_VERSION, "4.5.6")
          .setAttribute(McpAttributes.GEN_AI_OPERATION_NAME, "execute_tool")
          .setAttribute(McpAttributes.NETWORK_TRANSPORT, "tcp")
          .setAttribute(McpAttributes.JSONRPC_REQUEST_ID, "17");
      call.end();
      due += interval;
      long wait = due - System.nanoTime();
      if (wait > 50_000) {
        LockSupport.parkNanos(wait);
      }
    }
    return THREADS.getThreadAllocatedBytes(self) - before;
  }

  private static Map<String, Long> ours() {
    Map<String, Long> bytes = new TreeMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      var info = THREADS.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("mcp-sentry-")) {
        bytes.merge(info.getThreadName(), THREADS.getThreadAllocatedBytes(id), Long::sum);
      }
    }
    return bytes;
  }

  private static long cpu() {
    long cpu = 0;
    for (long id : THREADS.getAllThreadIds()) {
      var info = THREADS.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("mcp-sentry-")) {
        cpu += Math.max(0, THREADS.getThreadCpuTime(id));
      }
    }
    return cpu;
  }
}
