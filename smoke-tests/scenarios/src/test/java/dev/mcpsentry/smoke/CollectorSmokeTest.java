package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.SessionBucket;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Spans by OpenTelemetry's own exporter to a collector, all else to Sentry. */
class CollectorSmokeTest {

  private static final Transport TRANSPORT = Transport.STREAMABLE;
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String HEAD = TRACE + "-00f067aa0ba902b7-1";

  @Test
  void collector_getsTheSpansAndSentryAllElse() {
    try (FakeSentry sentry = FakeSentry.start();
        FakeSentry collector = FakeSentry.start()) {
      try (Served served = Served.start(program(sentry, collector), TRANSPORT).initialized()) {
        served.client().request("tools/call", McpClient.toolCall("fail", Map.of()));
        served.end();
      }
      Received home = sentry.received();
      Received away = collector.received();

      assertThat(home.rejections()).isEmpty();
      assertThat(home.transactions()).isEmpty();
      assertThat(home.streamedSpans()).isEmpty();
      assertThat(home.sessionBuckets().stream().mapToInt(SessionBucket::crashed).sum()).isOne();
      assertThat(home.logs()).isNotEmpty();

      assertThat(away.rejections()).isEmpty();
      TypedItem failed = failed(away);
      assertThat(home.events())
          .singleElement()
          .extracting(event -> event.trace().traceId())
          .isEqualTo(failed.traceId());
      // which is why the collector has to say it
      assertThat(away.streamedSpans())
          .isNotEmpty()
          .allSatisfy(span -> assertThat(span.attribute("sentry.op")).isNull());
      assertThat(failed.attribute("mcp.sentry.failure")).isEqualTo("tool_exception");
      assertThat(failed.attribute("client.address")).isNotNull();
      assertThat(collector.count("event") + collector.count("log") + collector.count("sessions"))
          .isZero();
    }
  }

  @Test
  void tracesThatSentrysSdkSampled_goBothWays() {
    try (FakeSentry sentry = FakeSentry.start();
        FakeSentry collector = FakeSentry.start()) {
      try (Served served = Served.start(program(sentry, collector), TRANSPORT).initialized()) {
        ObjectNode params = McpClient.toolCall("fail", Map.of());
        params.putObject("_meta").put("sentry-trace", HEAD);
        served.client().request("tools/call", params);
        served.end();
      }

      assertThat(Stream.of(sentry.received(), collector.received()))
          .allSatisfy(received -> assertThat(failed(received).traceId()).isEqualTo(TRACE));
    }
  }

  private static TypedItem failed(Received received) {
    return received.streamedSpans().stream()
        .filter(span -> span.name().equals("tools/call fail"))
        .findFirst()
        .orElseThrow();
  }

  private static JavaProgram program(FakeSentry sentry, FakeSentry collector) {
    URI dsn = URI.create(collector.dsn());
    return SdkProgram.current(TRANSPORT)
        .watched(sentry)
        .environment("SENTRY_RELEASE", "demo@1")
        .environment("SENTRY_TRACES_SAMPLE_RATE", "0")
        .environment(
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "http://127.0.0.1:%d/api%s/integration/otlp/v1/traces"
                .formatted(collector.port(), dsn.getPath()))
        // only because this collector is a Sentry
        .environment(
            "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
            "x-sentry-auth=sentry sentry_version=7%2Csentry_client=test%2Csentry_key="
                + dsn.getUserInfo());
  }
}
