package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenOperationsTest {

  private static final int CALLS = 10_500;

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  // more than are held at once
  @ParameterizedTest
  @EnumSource(McpDirection.class)
  void moreThanTenThousandInFlight_leaveNothingBehind_alsoWhenCancellationRaces(
      McpDirection direction) throws Exception {
    McpTelemetry telemetry = new McpTelemetry(otel.getOpenTelemetry(), "test", McpOptions.DEFAULT);
    McpSession session = McpSession.ofClient(McpTransport.HTTP, null);
    List<McpOperation> operations =
        IntStream.range(0, CALLS).mapToObj(id -> start(telemetry, direction, session, id)).toList();
    assertThat(session.open(direction).size()).isEqualTo(10_000);

    CyclicBarrier together = new CyclicBarrier(2);
    Thread canceller =
        new Thread(
            () -> {
              await(together);
              IntStream.range(0, CALLS).forEach(id -> cancel(telemetry, direction, session, id));
            });
    canceller.start();
    await(together);
    operations.forEach(McpOperation::end);
    canceller.join();

    assertThat(otel.getSpans().stream().map(SpanData::getSpanId).distinct()).hasSize(CALLS);
    assertThat(otel.getSpans()).hasSize(CALLS);
    assertThat(measured()).isEqualTo(CALLS);
    assertThat(session.open(McpDirection.SENT).size()).isZero();
    assertThat(session.open(McpDirection.RECEIVED).size()).isZero();
  }

  private static McpOperation start(
      McpTelemetry telemetry, McpDirection direction, McpSession session, int id) {
    McpRequest request = new McpRequest("tools/call", id, Map.of("name", "echo"));
    return direction == McpDirection.SENT
        ? telemetry.send(request, session, Context.root())
        : telemetry.receive(request, session, Context.root());
  }

  private static void cancel(
      McpTelemetry telemetry, McpDirection direction, McpSession session, int id) {
    telemetry.notified(
        direction,
        new McpNotification("notifications/cancelled", Map.of("requestId", id)),
        session,
        Context.root(),
        null,
        1);
  }

  private static long measured() {
    return otel.getMetrics().stream()
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .filter(
            point -> "tools/call".equals(point.getAttributes().get(stringKey("mcp.method.name"))))
        .mapToLong(HistogramPointData::getCount)
        .sum();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
