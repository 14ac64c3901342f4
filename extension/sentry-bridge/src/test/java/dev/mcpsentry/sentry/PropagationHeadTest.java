package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.OptionsReader;
import dev.mcpsentry.telemetry.options.Codec;
import dev.mcpsentry.telemetry.options.PropagationOptions;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
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

  @Test
  void rateThatDependsOnTheTrace_isNotSaid() {
    for (Map<String, String> properties :
        List.of(
            Map.of("sentry.sampling", "mcp=0.5"),
            Map.of("sentry.traces.per.second", "5"),
            Map.of("sentry.sampling.adaptive", "true"))) {
      PropagationOptions head = head("https://key@host/1", properties);
      assertThat(head.uniform()).isFalse();
      assertThat(head.baggage()).doesNotContainKey("sentry-sample_rate");
    }
    for (String sampling : List.of("health=0", "errors=0")) {
      assertThat(head("https://key@host/1", Map.of("sentry.sampling", sampling)).uniform())
          .isTrue();
    }
  }

  private static PropagationOptions head(String dsn, Map<String, String> properties) {
    OptionsReader reader =
        new OptionsReader(
            DefaultConfigProperties.createFromMap(properties)::getString,
            new Properties(),
            variable -> null);
    return PropagationHead.of(reader.options(Dsn.parse(dsn), Resource.empty()));
  }
}
