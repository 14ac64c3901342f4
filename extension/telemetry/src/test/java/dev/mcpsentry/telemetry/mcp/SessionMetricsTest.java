package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;

import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionMetricsTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private static final double[] BOUNDARIES = {
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300
  };

  @Test
  void serverSession_saysItsVersionAndTransport_andNotWhoItWas() {
    McpSession session = new McpSession(McpTransport.HTTP, "session-1");
    session.client(new McpPeer("c", "1", null));
    session.negotiated(new McpPeer("s", "2", null), "2025-11-25");
    telemetry().sessionEnded(session);

    assertThat(metric("mcp.server.session.duration"))
        .hasUnit("s")
        .hasHistogramSatisfying(
            histogram ->
                histogram.hasPointsSatisfying(
                    point ->
                        point
                            .hasCount(1)
                            .hasBucketBoundaries(BOUNDARIES)
                            .hasAttributesSatisfyingExactly(
                                equalTo(stringKey("mcp.protocol.version"), "2025-11-25"),
                                equalTo(stringKey("app.transport"), "http"),
                                equalTo(stringKey("app.server.version"), "2"),
                                equalTo(stringKey("network.transport"), "tcp"),
                                equalTo(stringKey("network.protocol.name"), "http"))));
  }

  @Test
  void clientSession_saysItsServerToo() {
    McpSession session =
        McpSession.ofClient(
            McpTransport.HTTP, McpEndpoint.of(URI.create("https://mcp.example.com/mcp")));
    session.identified("session-1");
    session.negotiated(new McpPeer("s", "2", null), "2025-11-25");
    telemetry().sessionEnded(session);

    assertThat(metric("mcp.client.session.duration"))
        .hasUnit("s")
        .hasHistogramSatisfying(
            histogram ->
                histogram.hasPointsSatisfying(
                    point ->
                        point
                            .hasCount(1)
                            .hasBucketBoundaries(BOUNDARIES)
                            .hasAttributesSatisfyingExactly(
                                equalTo(stringKey("mcp.protocol.version"), "2025-11-25"),
                                equalTo(stringKey("app.transport"), "http"),
                                equalTo(stringKey("network.transport"), "tcp"),
                                equalTo(stringKey("network.protocol.name"), "http"),
                                equalTo(stringKey("server.address"), "mcp.example.com"),
                                equalTo(longKey("server.port"), 443L))));
  }

  @Test
  void sessionOnStdio_hasNoNetworkProtocol() {
    telemetry().sessionEnded(new McpSession(McpTransport.STDIO, null));

    assertThat(metric("mcp.server.session.duration"))
        .hasHistogramSatisfying(
            histogram ->
                histogram.hasPointsSatisfying(
                    point ->
                        point
                            .hasBucketBoundaries(BOUNDARIES)
                            .hasAttributesSatisfyingExactly(
                                equalTo(stringKey("app.transport"), "stdio"),
                                equalTo(stringKey("network.transport"), "pipe"))));
  }

  private static McpTelemetry telemetry() {
    return new McpTelemetry(otel.getOpenTelemetry(), "test", McpOptions.DEFAULT);
  }

  private static MetricData metric(String name) {
    return otel.getMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing"));
  }
}
