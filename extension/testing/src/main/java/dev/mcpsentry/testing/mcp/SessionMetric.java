package dev.mcpsentry.testing.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.List;
import org.awaitility.Awaitility;

/** What the end of a session measures. */
public final class SessionMetric {

  private static final List<Double> BOUNDARIES =
      List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);

  private SessionMetric() {}

  /**
   * Waits for the measurement of a session that was negotiated.
   *
   * @param side {@code mcp.client} or {@code mcp.server}
   * @param transport what {@code network.transport} must be
   */
  public static void await(InstrumentationExtension testing, String side, String transport) {
    List<HistogramPointData> points =
        Awaitility.await()
            .until(() -> points(testing, side + ".session.duration"), found -> !found.isEmpty());
    assertThat(points)
        .allSatisfy(point -> assertThat(point.getBoundaries()).isEqualTo(BOUNDARIES))
        .anySatisfy(
            point -> {
              assertThat(point.getAttributes().get(stringKey("network.transport")))
                  .isEqualTo(transport);
              assertThat(point.getAttributes().get(stringKey("mcp.protocol.version")))
                  .matches("\\d{4}-\\d{2}-\\d{2}");
            });
  }

  private static List<HistogramPointData> points(InstrumentationExtension testing, String name) {
    return testing.metrics().stream()
        .filter(metric -> metric.getName().equals(name) && metric.getUnit().equals("s"))
        .map(MetricData::getHistogramData)
        .flatMap(data -> data.getPoints().stream())
        .toList();
  }
}
