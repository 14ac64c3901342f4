package dev.mcpsentry.telemetry.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropagationOptionsTest {

  private final Map<String, String> properties = new HashMap<>();

  @Test
  void published_isWhatTheOtherClassLoaderReads() {
    Map<String, String> baggage = new LinkedHashMap<>();
    baggage.put("sentry-public_key", "abc");
    baggage.put("sentry-environment", "a%20b%2Cc");
    baggage.put("sentry-sample_rate", "0.25");
    PropagationOptions options = new PropagationOptions(baggage, 0.25, false, "stdio, https://a.*");

    options.publish(new SettingsWriter(properties::put));

    PropagationOptions read = read();
    assertThat(read).isEqualTo(options);
    assertThat(read.baggage()).containsExactlyEntriesOf(baggage);
    assertThat(read.isOn()).isTrue();
  }

  @Test
  void nothingPublished_isOff() {
    assertThat(read()).isEqualTo(new PropagationOptions(Map.of(), 1.0, true, ".*"));
    assertThat(read().isOn()).isFalse();
  }

  @Test
  void nobodyWhoSendsToSentry_isOffToo() {
    new PropagationOptions(Map.of(), 1.0, true, ".*").publish(new SettingsWriter(properties::put));

    assertThat(read().isOn()).isFalse();
  }

  @Test
  void somebodyElsesProperties_areNoHarm() {
    properties.put("mcp.sentry.propagation.baggage", ",=,,x,=y,z=");
    properties.put("mcp.sentry.propagation.rate", "often");

    assertThat(read()).isEqualTo(new PropagationOptions(Map.of(), 1.0, true, ".*"));
  }

  private PropagationOptions read() {
    return PropagationOptions.of(new SettingsReader(properties::get));
  }
}
