package dev.mcpsentry.sentry.internal.trace;

import static dev.mcpsentry.sentry.internal.trace.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.options.Dsn;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationFilterTest {

  private final DestinationFilter filter =
      new DestinationFilter(Dsn.parse("https://key@intranet/sentry/5"));

  @ParameterizedTest
  @CsvSource({
    "https://intranet/sentry/api/5/envelope/, true",
    "https://intranet:443/sentry/api/5/envelope/, true",
    "https://intranet/orders, false",
    "http://intranet/sentry/api/5/envelope/, false",
  })
  void requestsWithAnAddress_areToldApartByIt(String url, boolean matches) {
    assertThat(
            filter.matches(
                span("POST", SpanKind.CLIENT, 1)
                    .with("url.full", url)
                    .with("server.address", "intranet")
                    .build()))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"intranet, 443, true", "intranet, 8080, false", "elsewhere, 443, false"})
  void connectionsWithout_byHostAndPort(String host, long port, boolean matches) {
    assertThat(
            filter.matches(
                span("connect", SpanKind.CLIENT, 1)
                    .with("server.address", host)
                    .with("server.port", port)
                    .build()))
        .isEqualTo(matches);
  }
}
