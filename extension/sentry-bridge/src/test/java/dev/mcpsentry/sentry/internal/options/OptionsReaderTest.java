package dev.mcpsentry.sentry.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.options.SessionMode;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.TraceLifecycle;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsReaderTest {

  private static final MetricOptions METRICS =
      new MetricOptions(true, Settings.METRICS_ALLOW.defaultValue());

  private static final Dsn DSN = Dsn.parse("https://key@host/1");

  @Test
  void nothingSet_yieldsTheDefaults() {
    OptionsReader reader = reader(Map.of());
    assertThat(reader.dsn()).isNull();
    assertThat(reader.options(DSN, named()))
        .isEqualTo(
            new BridgeOptions(
                DSN,
                "production",
                null,
                null,
                "calculator",
                1.0,
                TraceLifecycle.STREAM,
                METRICS,
                SessionMode.REQUEST,
                ".*",
                false,
                true,
                false,
                Map.of(),
                new Redaction(List.of()),
                List.of(),
                null,
                LogOptions.DEFAULT,
                SpoolOptions.NONE));
    assertThat(reader.complaints()).isEmpty();
  }

  @Test
  void everythingSet_isRead() {
    OptionsReader reader =
        reader(
            Map.ofEntries(
                Map.entry("sentry.environment", "staging"),
                Map.entry("sentry.release", "app@1"),
                Map.entry("sentry.traces.sample.rate", "0.25"),
                Map.entry("sentry.send.default.pii", "TRUE"),
                Map.entry("sentry.mcp.older.names", "false"),
                Map.entry("sentry.tags", "team:blue, zone:a:b"),
                Map.entry("sentry.servername", "box"),
                Map.entry("sentry.in.app.includes", "com.acme, org.acme"),
                Map.entry("sentry.proxy.host", "proxy.acme"),
                Map.entry("sentry.proxy.port", "3128"),
                Map.entry("sentry.proxy.user", "me"),
                Map.entry("sentry.proxy.pass", "s3cret"),
                Map.entry("sentry.spool.dir", "/var/spool/mcp"),
                Map.entry("sentry.debug", "true"),
                Map.entry("otel.instrumentation.mcp.redact-keys", "Badge")));
    assertThat(reader.options(DSN, named()))
        .isEqualTo(
            new BridgeOptions(
                DSN,
                "staging",
                "app@1",
                "box",
                "calculator",
                0.25,
                TraceLifecycle.STREAM,
                METRICS,
                SessionMode.REQUEST,
                ".*",
                true,
                false,
                true,
                Map.of("team", "blue", "zone", "a:b"),
                new Redaction(List.of("Badge")),
                List.of("com.acme", "org.acme"),
                new ProxyServer("proxy.acme", 3128, "me", "s3cret"),
                LogOptions.DEFAULT,
                new SpoolOptions("/var/spool/mcp")));
    assertThat(reader.complaints()).isEmpty();
  }

  private static Resource named() {
    return Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "calculator"));
  }

  @Test
  void sentrysOwnPropertySpelling_isReadToo() {
    assertThat(reader(Map.of("sentry.traces-sample-rate", "0.5")).options(DSN, Resource.empty()))
        .extracting(BridgeOptions::tracesSampleRate)
        .isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "sentry.traces.sample.rate, abc, SENTRY_TRACES_SAMPLE_RATE is not a number",
    "sentry.traces.sample.rate, 7, SENTRY_TRACES_SAMPLE_RATE is not a number",
    "sentry.traces.sample.rate, NaN, SENTRY_TRACES_SAMPLE_RATE is not a number",
    "sentry.traces.sample.rate, -1, SENTRY_TRACES_SAMPLE_RATE is not a number",
    "sentry.tags, blue, SENTRY_TAGS is not key:value",
    "sentry.tags, blue:, SENTRY_TAGS is not key:value",
    "sentry.debug, yes, SENTRY_DEBUG is not true or false",
    "sentry.send.default.pii, 1, SENTRY_SEND_DEFAULT_PII is not true or false",
  })
  void wrongValue_yieldsItsDefaultAndOneComplaint(String key, String value, String complaint) {
    OptionsReader reader = reader(Map.of(key, value));
    BridgeOptions options = reader.options(DSN, named());
    assertThat(options).isEqualTo(reader(Map.of()).options(DSN, named()));
    assertThat(reader.complaints()).hasSize(1);
    assertThat(reader.complaints().get(0)).startsWith(complaint);
  }

  @Test
  void resource_fillsInWhatTheUserLeftOut() {
    Resource resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"), "calculator",
                AttributeKey.stringKey("service.version"), "3.2.1",
                AttributeKey.stringKey("host.name"), "box",
                AttributeKey.stringKey("deployment.environment.name"), "staging"));
    BridgeOptions options = reader(Map.of()).options(DSN, resource);
    assertThat(options.serviceName()).isEqualTo("calculator");
    assertThat(options.release()).isEqualTo("3.2.1");
    assertThat(options.serverName()).isEqualTo("box");
    assertThat(options.environment()).isEqualTo("staging");
  }

  private static OptionsReader reader(Map<String, String> properties) {
    return new OptionsReader(DefaultConfigProperties.createFromMap(properties));
  }
}
