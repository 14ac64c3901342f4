package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What OpenTelemetry measures is in Sentry too, with nothing but a DSN. */
class MetricsSmokeTest {

  @Test
  void instruments_reachSentry() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                SdkProgram.current(Transport.STREAMABLE).watched(sentry), Transport.STREAMABLE)) {
      StandardSession.run(served.client(), Transport.STREAMABLE);
      // the agent closes its instruments when the end is heard of
      sentry.await(
          received ->
              !received.rejections().isEmpty()
                  || !of(received.metrics(), "jvm.memory.used").isEmpty());
      served.end();

      assertThat(sentry.received().rejections()).isEmpty();
      List<TypedItem> metrics = sentry.received().metrics();
      assertThat(metrics)
          .extracting(TypedItem::name)
          .contains("mcp.server.operation.duration", "http.server.request.duration")
          .noneMatch(name -> name.startsWith("jvm.class."));
      assertThat(of(metrics, "mcp.server.operation.duration"))
          .allSatisfy(metric -> assertThat(text(metric, "type")).isEqualTo("distribution"))
          .allSatisfy(metric -> assertThat(text(metric, "unit")).isEqualTo("second"))
          .anySatisfy(metric -> assertThat(metric.json().has("span_id")).isTrue())
          .anySatisfy(
              metric -> assertThat(metric.attribute("mcp.method.name")).isEqualTo("tools/call"));
      assertThat(of(metrics, "jvm.memory.used"))
          .allSatisfy(metric -> assertThat(text(metric, "type")).isEqualTo("gauge"))
          .allSatisfy(metric -> assertThat(text(metric, "unit")).isEqualTo("byte"));
    }
  }

  @Test
  void shortLife_isMeasuredToItsEnd() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(SdkProgram.current(Transport.STDIO).watched(sentry), Transport.STDIO)) {
      StandardSession.run(served.client(), Transport.STDIO);
      served.end();

      assertThat(of(sentry.received().metrics(), "mcp.server.operation.duration"))
          .anySatisfy(
              metric -> assertThat(metric.attribute("mcp.method.name")).isEqualTo("tools/call"));
    }
  }

  private static List<TypedItem> of(List<TypedItem> metrics, String name) {
    return metrics.stream().filter(metric -> metric.name().equals(name)).toList();
  }

  private static String text(TypedItem metric, String field) {
    return metric.json().path(field).asText();
  }
}
