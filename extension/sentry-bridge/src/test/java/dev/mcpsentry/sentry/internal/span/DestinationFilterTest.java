package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.options.Dsn;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationFilterTest {

  private final DestinationFilter filter =
      new DestinationFilter(Dsn.parse("https://key@intranet/sentry/5"));

  @ParameterizedTest
  @CsvSource({
    "https://intranet/sentry/api/5/envelope/, true",
    "https://intranet/sentry/api/5/envelope, true",
    "https://intranet:443/sentry/api/5/envelope/, true",
    "https://Intranet/sentry/api/5/envelope/?sentry_key=key, true",
    "https://intranet/sentry/api/5/integration/otlp/v1/traces, true",
    "https://intranet/sentry/api/5/integration/otlp/v1/logs/, true",
    "https://intranet/sentry/api/55/envelope/, false",
    "https://intranet/sentry/api/6/envelope/, false",
    "https://intranet/sentry/api/5/mcp, false",
    "https://intranet/sentry/api/0/organizations/, false",
    "https://intranet/orders, false",
    "https://intranet:8443/sentry/api/5/envelope/, false",
    "http://intranet/sentry/api/5/envelope/, false",
  })
  void requests_areToldApartByTheirAddress(String url, boolean matches) {
    assertThat(
            filter.matches(
                span("POST", SpanKind.CLIENT, 1)
                    .with("url.full", url)
                    .with("server.address", "intranet")
                    .build()))
        .isEqualTo(matches);
  }

  @Test
  void otherClientsOfTheSameHost_areTheApplications() {
    assertThat(
            filter.matches(
                span("tools/call add", SpanKind.CLIENT, 1)
                    .with("mcp.method.name", "tools/call")
                    .with("server.address", "intranet")
                    .with("server.port", 443)
                    .build()))
        .isFalse();
  }
}
