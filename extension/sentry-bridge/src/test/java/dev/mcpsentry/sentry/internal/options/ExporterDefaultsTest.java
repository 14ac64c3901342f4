package dev.mcpsentry.sentry.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExporterDefaultsTest {

  @Test
  void nothingChosen_switchesAllOff() {
    assertThat(of(Map.of()))
        .containsOnly(
            Map.entry("otel.traces.exporter", "none"),
            Map.entry("otel.metrics.exporter", "none"),
            Map.entry("otel.logs.exporter", "none"));
  }

  @Test
  void chosenExporter_staysAndTheOthersAreSwitchedOff() {
    assertThat(of(Map.of("otel.traces.exporter", "otlp")))
        .containsOnlyKeys("otel.metrics.exporter", "otel.logs.exporter");
  }

  @Test
  void chosenEndpoint_countsAsChoosingOtlpForEverything() {
    assertThat(of(Map.of("otel.exporter.otlp.endpoint", "http://collector:4318"))).isEmpty();
  }

  @Test
  void chosenEndpointOfOneSignal_countsForThatSignal() {
    assertThat(of(Map.of("otel.exporter.otlp.logs.endpoint", "http://collector:4318/v1/logs")))
        .containsOnlyKeys("otel.traces.exporter", "otel.metrics.exporter");
  }

  private static Map<String, String> of(Map<String, String> properties) {
    return ExporterDefaults.of(DefaultConfigProperties.createFromMap(properties));
  }
}
