package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.protocol.McpCallToolRequest;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many calls at once, whose end is told by several threads. */
class InFlightIT {

  private static final int CALLS = 300;
  private static final ToolExecutionRequest ECHO =
      ToolExecutionRequest.builder().name("echo").arguments("{}").build();

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  // each test has a version of its own, to tell what it measured from what others did
  private ScriptedTransport transport;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLS);
  private final ScheduledExecutorService server = Executors.newScheduledThreadPool(8);

  @AfterEach
  void stop() {
    callers.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void hundredsInFlight_areOneSpanEach() throws Exception {
    DefaultMcpClient client = client("2024-11-05", Duration.ofMinutes(1));
    List<Future<String>> results = callAll(client);
    await().until(() -> transport.received().size() == CALLS);
    transport.received().forEach(id -> server.execute(() -> transport.answer(id)));
    for (Future<String> result : results) {
      assertThat(result.get()).isEqualTo("done");
    }

    assertThat(oneEach("2024-11-05", CALLS))
        .allSatisfy(span -> assertThat(span).hasStatus(StatusData.unset()));
    client.close();
  }

  @Test
  void timeoutThatRacesWithTheAnswer_isOneSpanPerCall() throws Exception {
    Duration patience = Duration.ofMillis(100);
    DefaultMcpClient client = client("2025-03-26", patience);
    // before, at and after the moment when the client gives up
    transport.onArrival(
        id ->
            server.schedule(
                () -> transport.answer(id),
                patience.toMillis() - 10 + id % 20,
                TimeUnit.MILLISECONDS));
    int timeouts = 0;
    for (Future<String> result : callAll(client)) {
      if (!result.get().equals("done")) {
        timeouts++;
      }
    }

    List<SpanData> spans = oneEach("2025-03-26", CALLS);
    assertThat(spans)
        .allSatisfy(span -> assertThat(failure(span)).isIn(null, "timeout"))
        .filteredOn(span -> failure(span) != null)
        .hasSizeLessThanOrEqualTo(timeouts);
    client.close();
  }

  @Test
  void cancelledFutureThatRacesWithTheAnswer_isOneSpanPerCall() throws Exception {
    DefaultMcpClient client = client("2025-06-18", Duration.ofMinutes(1));
    int calls = 10 * CALLS;
    List<CompletableFuture<JsonNode>> answers =
        LongStream.range(0, calls)
            .mapToObj(
                id ->
                    transport.executeOperationWithResponse(
                        new McpCallToolRequest(
                            1_000 + id, "echo", JsonNodeFactory.instance.objectNode())))
            .toList();
    Future<?> canceller = callers.submit(() -> answers.forEach(answer -> answer.cancel(true)));
    Future<?> answerer = callers.submit(() -> transport.received().forEach(transport::answer));
    canceller.get();
    answerer.get();

    List<SpanData> spans = oneEach("2025-06-18", calls);
    assertThat(spans.stream().filter(span -> "cancelled".equals(failure(span))).count())
        .isEqualTo(answers.stream().filter(CompletableFuture::isCancelled).count());
    assertThat(spans).allSatisfy(span -> assertThat(failure(span)).isIn(null, "cancelled"));
    client.close();
  }

  private DefaultMcpClient client(String version, Duration patience) {
    transport = new ScriptedTransport(version);
    DefaultMcpClient client =
        DefaultMcpClient.builder()
            .transport(transport)
            .autoHealthCheck(false)
            .toolExecutionTimeout(patience)
            .build();
    await().until(() -> !testing.spans().isEmpty());
    testing.clearData();
    return client;
  }

  private List<Future<String>> callAll(DefaultMcpClient client) {
    Callable<String> call = () -> client.executeTool(ECHO).resultText();
    return IntStream.range(0, CALLS).mapToObj(i -> callers.submit(call)).toList();
  }

  private List<SpanData> oneEach(String version, int calls) {
    List<SpanData> spans =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> testing.spans().stream().filter(s -> s.getKind() == SpanKind.CLIENT).toList(),
                found -> found.size() >= calls);
    List<String> ids = new ArrayList<>();
    transport.received().forEach(id -> ids.add(id.toString()));
    assertThat(ids).hasSize(calls);
    assertThat(spans)
        .allSatisfy(span -> assertThat(span).hasName("tools/call echo"))
        .extracting(span -> span.getAttributes().get(stringKey("jsonrpc.request.id")))
        .containsExactlyInAnyOrderElementsOf(ids);
    // a span that ends twice is told only here
    await().until(() -> measured(version) >= calls);
    assertThat(measured(version)).isEqualTo(calls);
    return spans;
  }

  private static long measured(String version) {
    long sum = 0;
    for (MetricData metric : testing.metrics()) {
      if (metric.getName().equals("mcp.client.operation.duration")) {
        HistogramData data = metric.getHistogramData();
        long count =
            data.getPoints().stream()
                .filter(point -> isCall(point.getAttributes(), version))
                .mapToLong(HistogramPointData::getCount)
                .sum();
        boolean isTotal = data.getAggregationTemporality() == AggregationTemporality.CUMULATIVE;
        sum = isTotal ? Math.max(sum, count) : sum + count;
      }
    }
    return sum;
  }

  private static boolean isCall(Attributes attributes, String version) {
    return "tools/call".equals(attributes.get(stringKey("mcp.method.name")))
        && version.equals(attributes.get(stringKey("mcp.protocol.version")));
  }

  private static String failure(SpanData span) {
    return span.getAttributes().get(stringKey("mcp.sentry.failure"));
  }
}
