package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.OptionsReader;
import dev.mcpsentry.telemetry.options.Codec;
import dev.mcpsentry.telemetry.options.PropagationOptions;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PropagationHeadTest {

  @Test
  void everythingKnown_isSaid() {
    PropagationOptions head =
        head(
            "https://key@o42.ingest.sentry.io/1",
            Map.of(
                "sentry.release", "shop@1.0, beta",
                "sentry.environment", "a b",
                "sentry.traces.sample.rate", "0.25",
                "sentry.trace.propagation.targets", "stdio, https://a.*"));

    assertThat(Codec.BAGGAGE.text(head.baggage()))
        .isEqualTo(
            "sentry-public_key=key,sentry-environment=a%20b,sentry-release=shop%401.0%2C%20beta,"
                + "sentry-org_id=42,sentry-sample_rate=0.25");
    assertThat(head.sampleRate()).isEqualTo(0.25);
    assertThat(head.targets()).isEqualTo("stdio, https://a.*");
  }

  @Test
  void whatIsNotKnown_isLeftOut() {
    assertThat(Codec.BAGGAGE.text(head("https://key@host/1", Map.of()).baggage()))
        .isEqualTo("sentry-public_key=key,sentry-environment=production,sentry-sample_rate=1.0");
  }

  private static PropagationOptions head(String dsn, Map<String, String> properties) {
    OptionsReader reader =
        new OptionsReader(
            DefaultConfigProperties.createFromMap(properties), new Properties(), variable -> null);
    return PropagationHead.of(reader.options(Dsn.parse(dsn), Resource.empty()));
  }
}
