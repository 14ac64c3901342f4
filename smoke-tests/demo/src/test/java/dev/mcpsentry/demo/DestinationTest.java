package dev.mcpsentry.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DestinationTest {

  private static final String KEY = "0a1b2c3d";

  @Test
  void withoutDsn_theEmbeddedSentryReceives() {
    try (Destination destination = Destination.of(Map.of("SENTRY_DSN", " "))) {
      assertThat(destination).isInstanceOf(Destination.Embedded.class);
    }
  }

  @Test
  void withDsn_placeIsNamedWithoutTheKey() {
    Destination destination =
        Destination.of(
            Map.of("SENTRY_DSN", "https://" + KEY + "@sentry.example/42", "HOME", "/home/me"));
    assertThat(destination.inWords()).isEqualTo("sentry.example, project 42");
    assertThat(destination.environment()).containsKey("SENTRY_DSN").doesNotContainKey("HOME");
  }

  @Test
  void malformedDsn_isRefusedWithoutTheKey() {
    assertThatThrownBy(() -> Destination.of(Map.of("SENTRY_DSN", "https://" + KEY + "@ /x")))
        .isInstanceOf(DemoFailure.class)
        .hasMessageNotContaining(KEY)
        .hasNoCause();
  }
}
