package dev.mcpsentry.benchmarks;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.sampling.RulesFile;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.sentry.internal.sampling.SegmentRoot;
import dev.mcpsentry.sentry.internal.sampling.SegmentRoot.Outcome;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to decide on a segment, on the bridge's thread: none of the rules is about it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SamplingBenchmark {

  private static final int RULES = 20;

  private final SegmentRoot call = call();
  private final Sampling plain = sampling(List.of());
  private final Sampling ruled = sampling(rules());

  private static Sampling sampling(List<String> rules) {
    try {
      Path file = Files.createTempFile("rules", ".yaml");
      Files.write(file, rules);
      RulesFile read = RulesFile.read(file.toString());
      Files.delete(file);
      if (read.rules().size() != rules.size()) {
        throw new IllegalStateException(read.complaints().toString());
      }
      return Sampling.of(new SampleRules(read.rules(), 0.01, 1, 1));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static List<String> rules() {
    List<String> kinds =
        List.of(
            "- {tool: find_%d_*, rate: 0.1}",
            "- {tool: '*_%d_user*', client: cursor, rate: 0.1}",
            "- {route: /health/%d*, rate: 0.1}",
            "- {method: prompts/%d*, rate: 0.1}",
            "- {transaction: 'tools/call %d*', multiplier: 0.5}");
    return IntStream.range(0, RULES)
        .mapToObj(i -> kinds.get(i % kinds.size()).formatted(i))
        .toList();
  }

  private static SegmentRoot call() {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span =
          provider
              .get("benchmark")
              .spanBuilder("tools/call find_user")
              .setSpanKind(SpanKind.SERVER)
              .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
              .setAttribute(McpAttributes.GEN_AI_TOOL_NAME, "find_user")
              .setAttribute(McpAttributes.APP_TRANSPORT, "http")
              .setAttribute(McpAttributes.APP_CLIENT_FAMILY, "cursor")
              .startSpan();
      span.end();
      TypedSpan typed = TypedSpan.of(((ReadableSpan) span).toSpanData());
      return new SegmentRoot(typed.traceId(), typed, Outcome.FINE, true, null);
    }
  }

  @Benchmark
  public SampleDecision withoutRules() {
    return plain.decide(call, 0);
  }

  @Benchmark
  public SampleDecision withTwentyRules() {
    return ruled.decide(call, 0);
  }
}
