package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final String DURATION = "mcp.server.operation.duration";
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("mcp.method.name");

  private FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() {
    assertThat(ingest.faults()).isEmpty();
    ingest.close();
  }

  @Test
  void counter_tellsWhatWasAdded_sinceTheLastTime() {
    try (TestSdk sdk = sdk(Map.of())) {
      LongCounter counter = sdk.meter().counterBuilder("mcp.calls").build();
      counter.add(3);
      sdk.flushMetrics();
      sdk.flushMetrics();
      counter.add(4);
      sdk.flushMetrics();
    }
    assertThat(values("mcp.calls")).containsExactly(3.0, 4.0);
    assertThat(metrics("mcp.calls"))
        .extracting(m -> m.path("type").asText())
        .containsOnly("counter");
  }

  @Test
  void metric_isATypedItemOfAContainer_andSaysWhomItIsAbout() {
    try (TestSdk sdk = sdk(Map.of("sentry.release", "1.2.3"))) {
      sdk.meter().counterBuilder("mcp.calls").build().add(1, Attributes.of(METHOD, "tools/list"));
      sdk.flushMetrics();
    }
    Item item = ingest.items("trace_metric").get(0);
    assertThat(item.header().path("content_type").asText())
        .isEqualTo("application/vnd.sentry.items.trace-metric+json");
    assertThat(item.header().path("item_count").asInt())
        .isEqualTo(item.payload().path("items").size());
    assertThat(item.envelope().has("trace")).as("metrics of many traces").isFalse();
    assertThat(item.payload().path("version").asInt()).isEqualTo(2);
    JsonNode metric = metrics("mcp.calls").get(0);
    assertThat(metric.path("trace_id").asText()).matches("[0-9a-f]{32}");
    assertThat(metric.has("unit")).isFalse();
    assertThat(attribute(metric, "mcp.method.name")).isEqualTo("tools/list");
    assertThat(attribute(metric, "sentry.release")).isEqualTo("1.2.3");
    assertThat(metric.at("/attributes/mcp.method.name/type").asText()).isEqualTo("string");
  }

  @Test
  void histogram_keepsCountSumAndSpread_andTheTracesOfExemplars() {
    Span call;
    try (TestSdk sdk = sdk(Map.of())) {
      DoubleHistogram histogram =
          sdk.meter()
              .histogramBuilder(DURATION)
              .setUnit("s")
              .setExplicitBucketBoundariesAdvice(List.of(0.01, 0.1, 1.0))
              .build();
      for (double value : new double[] {0.003, 0.004, 0.005, 0.05, 0.07, 3.0}) {
        histogram.record(value);
      }
      call = sdk.toolCall("add", Context.root());
      try (Scope current = call.makeCurrent()) {
        histogram.record(0.02);
      }
      call.end();
      sdk.flushMetrics();
    }
    List<JsonNode> told = metrics(DURATION);
    assertThat(told).extracting(m -> m.path("type").asText()).containsOnly("distribution");
    assertThat(told).extracting(m -> m.path("unit").asText()).containsOnly("second");
    assertThat(told.stream().mapToDouble(MetricsTest::weight).sum()).isEqualTo(7, within(1e-9));
    assertThat(told.stream().mapToDouble(m -> weight(m) * value(m)).sum())
        .isEqualTo(0.003 + 0.004 + 0.005 + 0.05 + 0.07 + 3.0 + 0.02, within(1e-9));
    assertThat(told.stream().filter(m -> value(m) <= 0.01).mapToDouble(MetricsTest::weight).sum())
        .isEqualTo(3, within(1e-9));
    assertThat(told.stream().filter(m -> value(m) > 1).mapToDouble(MetricsTest::weight).sum())
        .isEqualTo(1, within(1e-9));
    assertThat(told)
        .filteredOn(m -> m.has("span_id"))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(value(m)).isEqualTo(0.02);
              assertThat(m.path("span_id").asText()).isEqualTo(call.getSpanContext().getSpanId());
              assertThat(m.path("trace_id").asText()).isEqualTo(call.getSpanContext().getTraceId());
            });
  }

  @Test
  void instrumentThatIsNotAllowed_staysHome_butReachesTheUsersReader() {
    InMemoryMetricReader users = InMemoryMetricReader.create();
    try (TestSdk sdk =
        new TestSdk(
            Map.of("sentry.dsn", ingest.dsn(), "otel.metrics.exporter", "none"),
            builder ->
                builder.addMeterProviderCustomizer(
                    (meters, config) -> meters.registerMetricReader(users)))) {
      sdk.meter().counterBuilder("shop.orders").build().add(1);
      LongCounter calls = sdk.meter().counterBuilder("mcp.calls").build();
      calls.add(2);
      sdk.flushMetrics();
      calls.add(3);
      sdk.flushMetrics();
      assertThat(users.collectAllMetrics())
          .extracting(MetricData::getName)
          .contains("shop.orders", "mcp.calls");
      assertThat(users.collectAllMetrics())
          .filteredOn(metric -> metric.getName().equals("mcp.calls"))
          .singleElement()
          .satisfies(
              metric ->
                  assertThat(metric.getLongSumData().getPoints().iterator().next().getValue())
                      .as("cumulative, as it would be without us")
                      .isEqualTo(5));
    }
    assertThat(metrics("shop.orders")).isEmpty();
    assertThat(values("mcp.calls")).containsExactly(2.0, 3.0);
  }

  @Test
  void allowlist_isTheUsers() {
    try (TestSdk sdk = sdk(Map.of("sentry.metrics.allow", "shop.*, exact"))) {
      for (String name : List.of("shop.orders", "exact", "exactly", "mcp.calls")) {
        sdk.meter().counterBuilder(name).build().add(1);
      }
      sdk.flushMetrics();
    }
    assertThat(names()).containsExactlyInAnyOrder("shop.orders", "exact");
  }

  @Test
  void metrics_canBeSwitchedOff() {
    try (TestSdk sdk = sdk(Map.of("sentry.metrics.enabled", "false"))) {
      sdk.meter().counterBuilder("mcp.calls").build().add(1);
      sdk.flushMetrics();
      sdk.toolCall("add", Context.root()).end();
      sdk.flush();
    }
    assertThat(ingest.items("trace_metric")).isEmpty();
    assertThat(ingest.items("transaction")).hasSize(1);
  }

  @Test
  void valuesThatAreNoNumbers_areCountedAndNotSent() {
    try (TestSdk sdk = sdk(Map.of("sentry.metrics.allow", "mcp.g*"))) {
      sdk.meter().gaugeBuilder("mcp.gauge").buildWithCallback(to -> to.record(Double.NaN));
      sdk.meter().gaugeBuilder("mcp.good").setUnit("%").buildWithCallback(to -> to.record(12.5));
      sdk.meter()
          .gaugeBuilder("mcp.grown")
          .buildWithCallback(to -> to.record(Double.POSITIVE_INFINITY));
      sdk.flushMetrics();
    }
    assertThat(names()).containsOnly("mcp.good");
    assertThat(metrics("mcp.good").get(0).path("unit").asText()).isEqualTo("percent");
    assertThat(ingest.discarded("internal_sdk_error", "trace_metric")).isPositive();
  }

  @Test
  void infiniteMeasurementOfAHistogram_spoilsNoOther() {
    try (TestSdk sdk = sdk(Map.of())) {
      DoubleHistogram histogram = sdk.meter().histogramBuilder(DURATION).setUnit("s").build();
      histogram.record(2);
      histogram.record(Double.POSITIVE_INFINITY);
      histogram.record(Double.NaN);
      sdk.flushMetrics();
    }
    assertThat(values(DURATION)).singleElement().asInstanceOf(DOUBLE).isBetween(2.0, 5.0);
    assertThat(ingest.discarded("internal_sdk_error", "trace_metric")).isPositive();
  }

  @Test
  void manyMetrics_shareAFewEnvelopes() {
    try (TestSdk sdk = sdk(Map.of())) {
      for (int i = 0; i < 900; i++) {
        sdk.meter().counterBuilder("mcp.calls" + i).build().add(1);
      }
      sdk.flushMetrics();
    }
    assertThat(all()).hasSize(900);
    assertThat(ingest.items("trace_metric")).hasSize(1);
  }

  @Test
  void attributes_passTheRedactor_andAMetricStaysSmall() {
    AttributesBuilder attributes = Attributes.builder().put("password", "opensesame");
    attributes.put("url", "https://joe:opensesame@example.com/");
    for (int i = 0; i < 100; i++) {
      attributes.put("long" + i, "x".repeat(100));
    }
    try (TestSdk sdk = sdk(Map.of())) {
      sdk.meter().counterBuilder("mcp.calls").build().add(1, attributes.build());
      sdk.flushMetrics();
    }
    String metric = metrics("mcp.calls").get(0).toString();
    assertThat(metric).doesNotContain("opensesame").contains("long1");
    assertThat(metric.length()).isBetween(1_000, 2_048);
  }

  @Test
  void seriesWithoutEnd_areBounded() {
    try (TestSdk sdk = sdk(Map.of())) {
      LongCounter counter = sdk.meter().counterBuilder("mcp.calls").build();
      for (int i = 0; i < 5_000; i++) {
        counter.add(1, Attributes.of(METHOD, "m" + i));
      }
      sdk.flushMetrics();
    }
    assertThat(metrics("mcp.calls").size()).isLessThanOrEqualTo(2_000);
    assertThat(values("mcp.calls").stream().mapToDouble(Double::doubleValue).sum())
        .as("what comes late shares a series")
        .isEqualTo(5_000);
  }

  @Test
  void lastValues_areSentAtTheEnd() {
    try (TestSdk sdk = sdk(Map.of())) {
      sdk.meter().counterBuilder("mcp.calls").build().add(1);
    }
    assertThat(values("mcp.calls")).containsExactly(1.0);
  }

  @Test
  void whatTheBridgeDrops_isAMetric() {
    try (TestSdk sdk = sdk(Map.of("sentry.traces.sample.rate", "0.0"))) {
      sdk.toolCall("add", Context.root()).end();
      sdk.flush();
      sdk.flushMetrics();
    }
    assertThat(metrics("mcp.sentry.discarded"))
        .anySatisfy(
            m -> {
              assertThat(attribute(m, "reason")).isEqualTo("sample_rate");
              assertThat(attribute(m, "category")).isEqualTo("transaction");
              assertThat(value(m)).isEqualTo(1);
            });
  }

  @Test
  void callbackThatHangs_neitherHoldsIssuesNorTheEnd() {
    CountDownLatch released = new CountDownLatch(1);
    TestSdk sdk = sdk(Map.of());
    sdk.meter()
        .gaugeBuilder("mcp.stuck")
        .buildWithCallback(
            to -> {
              try {
                released.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    sdk.flushMetricsInBackground();
    sdk.toolCall("add", Context.root()).end();
    sdk.flush();
    assertThat(ingest.items("transaction")).hasSize(1);
    sdk.toolCall("sub", Context.root()).end();
    assertThat(sdk.shutdown().join(20, TimeUnit.SECONDS).isDone()).isTrue();
    assertThat(ingest.items("transaction")).hasSize(2);
    released.countDown();
  }

  private TestSdk sdk(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("sentry.dsn", ingest.dsn());
    return new TestSdk(properties);
  }

  private List<JsonNode> all() {
    List<JsonNode> all = new ArrayList<>();
    ingest.payloads("trace_metric").forEach(item -> item.path("items").forEach(all::add));
    return all;
  }

  private List<JsonNode> metrics(String name) {
    return all().stream().filter(m -> m.path("name").asText().equals(name)).toList();
  }

  private List<String> names() {
    return all().stream().map(m -> m.path("name").asText()).distinct().toList();
  }

  private List<Double> values(String name) {
    return metrics(name).stream().map(MetricsTest::value).toList();
  }

  private static double value(JsonNode metric) {
    return metric.path("value").asDouble();
  }

  private static double weight(JsonNode metric) {
    return 1 / metric.at("/attributes/sentry.client_sample_rate/value").asDouble(1);
  }

  private static String attribute(JsonNode metric, String key) {
    return metric.path("attributes").path(key).path("value").asText();
  }
}
