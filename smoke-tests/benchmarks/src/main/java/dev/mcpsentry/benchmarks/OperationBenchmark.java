package dev.mcpsentry.benchmarks;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpPeer;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One operation through the telemetry core, on a real SDK that exports nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class OperationBenchmark {

  private final OpenTelemetry openTelemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().build())
          .setMeterProvider(SdkMeterProvider.builder().build())
          .build();
  private final McpSession session = session();
  private final McpTelemetry silent =
      new McpTelemetry(openTelemetry, "benchmark", McpOptions.DEFAULT);
  private final McpTelemetry talkative =
      new McpTelemetry(
          openTelemetry,
          "benchmark",
          McpOptions.from(
              Map.of(
                      "otel.instrumentation.mcp.capture-arguments", "true",
                      "otel.instrumentation.mcp.capture-results", "true")
                  ::get,
              name -> null));
  private final McpRequest call =
      new McpRequest("tools/call", 1, Map.of("name", "echo", "arguments", Map.of("text", "hello")));

  @Benchmark
  public McpOperation toolCall() {
    McpOperation operation = silent.receive(call, session, Context.root());
    operation.end();
    return operation;
  }

  @Benchmark
  public McpOperation toolCallWithContent() {
    McpOperation operation = talkative.receive(call, session, Context.root());
    operation.end();
    return operation;
  }

  @Benchmark
  public McpOperation refusedToolCall() {
    McpOperation operation = silent.receive(call, session, Context.root());
    operation.settle(FailureClassifier.rpcError(-32602, "no such tool", null, false));
    operation.end();
    return operation;
  }

  private static McpSession session() {
    McpSession session = new McpSession(McpTransport.HTTP, "2f0c8f60-9d5c-4b39-8a77-1f3d3f7e3b55");
    session.client(new McpPeer("benchmark-client", "1.0", null));
    session.negotiated(new McpPeer("benchmark-server", "1.0", null), "2025-06-18");
    return session;
  }
}
