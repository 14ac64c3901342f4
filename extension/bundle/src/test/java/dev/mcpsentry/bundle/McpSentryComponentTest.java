package dev.mcpsentry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class McpSentryComponentTest {

  private static List<ComponentProvider> ours() {
    return ServiceLoader.load(ComponentProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.getName().equals("mcp_sentry"))
        .toList();
  }

  @Test
  void every_isOfferedByTheSameName() {
    assertThat(ours().stream().map(ComponentProvider::getType).map(Class::getSimpleName))
        .containsExactlyInAnyOrder(
            "SpanProcessor", "LogRecordProcessor", "MetricReader", "TextMapPropagator");
  }

  @Test
  void withoutDsn_eachDoesNothing() {
    assertThat(ours())
        .allSatisfy(
            provider ->
                assertThat(provider.create(DeclarativeConfigProperties.empty()))
                    .isInstanceOf(provider.getType()));
    assertThat(McpSentryComponent.isNamed()).isTrue();
  }

  @Test
  void every_isJava8Bytecode() throws Exception {
    for (Class<?> type : List.of(McpSentryComponent.class, SilentReader.class)) {
      assertThat(McpSentryAutoConfigurationTest.majorVersion(type)).isEqualTo(52);
    }
  }
}
