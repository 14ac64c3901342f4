package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of declarative configuration gets when it names us. */
class DeclaredComponentsTest {

  private static final List<Class<?>> TYPES =
      List.of(
          SpanProcessor.class,
          LogRecordProcessor.class,
          MetricReader.class,
          TextMapPropagator.class);

  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"'', SENTRY_DSN not set", "nonsense, malformed"})
  void withoutAnIngest_thereAreNone_whichIsSaidOnce(String dsn, String said) {
    DeclaredComponents components = components(Map.of("sentry.dsn", dsn));

    assertThat(TYPES).allSatisfy(type -> assertThat(components.of(type)).isNull());
    assertThat(lines()).singleElement().asString().contains(said);
  }

  @Test
  void each_isMadeOnce() {
    DeclaredComponents components =
        components(Map.of("sentry.dsn", "http://key@127.0.0.1:1/1", "sentry.release", "shop@1"));

    SpanProcessor spans = (SpanProcessor) components.of(SpanProcessor.class);
    LogRecordProcessor logs = (LogRecordProcessor) components.of(LogRecordProcessor.class);
    MetricReader metrics = (MetricReader) components.of(MetricReader.class);
    assertThat(List.of(spans, logs, metrics)).doesNotContainNull();
    assertThat(components.of(TextMapPropagator.class)).isNotNull();
    assertThat(TYPES).allSatisfy(type -> assertThat(components.of(type)).isNull());
    assertThat(components.of(Runnable.class)).isNull();
    assertThat(lines()).anyMatch(line -> line.contains("release shop@1"));
    spans.shutdown().join(5, TimeUnit.SECONDS);
    logs.shutdown().join(5, TimeUnit.SECONDS);
    metrics.shutdown().join(5, TimeUnit.SECONDS);
  }

  @Test
  void whatIsSwitchedOff_isNotMade() {
    DeclaredComponents components =
        components(
            Map.of(
                "sentry.dsn",
                "http://key@127.0.0.1:1/1",
                "sentry.metrics.enabled",
                "false",
                "otel.instrumentation.mcp.routes",
                "off"));

    assertThat(components.of(MetricReader.class)).isNull();
    assertThat(components.of(TextMapPropagator.class)).isNull();
  }

  private DeclaredComponents components(Map<String, String> settings) {
    return new DeclaredComponents(
        DefaultConfigProperties.createFromMap(settings),
        Resource.empty(),
        new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8)));
  }

  private List<String> lines() {
    return stderr.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
