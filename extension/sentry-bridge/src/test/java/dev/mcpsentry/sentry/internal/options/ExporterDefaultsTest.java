package dev.mcpsentry.sentry.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExporterDefaultsTest {

  @Test
  void nothingChosen_switchesAllOff() {
    assertThat(of(Map.of()))
        .contains(
            Map.entry("otel.traces.exporter", "none"),
            Map.entry("otel.metrics.exporter", "none"),
            Map.entry("otel.logs.exporter", "none"));
  }

  @Test
  void chosenExporter_staysAndTheOthersAreSwitchedOff() {
    assertThat(of(Map.of("otel.traces.exporter", "otlp")))
        .containsKeys("otel.metrics.exporter", "otel.logs.exporter")
        .doesNotContainKey("otel.traces.exporter");
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

  @Test
  void logsForUsAlone_tellAllTheyKnowButArguments() {
    String mdc = "otel.instrumentation.logback-appender.experimental.mdc-attributes.included";
    assertThat(of(Map.of()))
        .containsEntry(mdc, "*")
        .allSatisfy((key, value) -> assertThat(key).doesNotContain("arguments"));
    assertThat(of(Map.of(mdc, "tenant"))).doesNotContainKey(mdc);
    assertThat(of(Map.of("otel.logs.exporter", "none"))).containsEntry(mdc, "*");
  }

  @Test
  void logsForAnotherExporter_stayAsTheyAre() {
    assertThat(of(Map.of("otel.logs.exporter", "otlp")))
        .containsOnlyKeys("otel.traces.exporter", "otel.metrics.exporter");
  }

  private static Map<String, String> of(Map<String, String> properties) {
    return ExporterDefaults.of(DefaultConfigProperties.createFromMap(properties));
  }
}
