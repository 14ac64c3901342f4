package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.span.TestSpans;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTest {

  @ParameterizedTest
  @CsvSource({
    "SERVER, /mcp/{org}, /mcp/acme, , http.server, POST /mcp/{org}, route",
    "SERVER, , /mcp/acme?a=1, , http.server, POST /mcp/acme, url",
    "SERVER, , , http://h/a, http.server, POST, url",
    "CLIENT, , /a, https://host/a?token=1, http.client, POST https://host/a, url",
    "CLIENT, , , https://joe:p?w@host/a?b=1, http.client, POST https://joe:p?w@host/a, url",
    "CLIENT, , , , http.client, POST, url",
    "INTERNAL, , , https://host/a, http.client, POST https://host/a, url",
  })
  void request_isMethodAndRouteOrAddress(
      SpanKind kind, String route, String path, String url, String op, String name, String source) {
    assertThat(Told.of(request(kind, route, path, url))).isEqualTo(new Told(op, name, source));
  }

  @ParameterizedTest
  @CsvSource({"/mcp, /mcp/1, stream /mcp", ", /mcp/1, stream /mcp/1", ", , stream"})
  void requestThatKeptAStreamOpen_isNone(String route, String path, String name) {
    TestSpans request =
        request(SpanKind.SERVER, route, path, null).with(McpAttributes.MCP_SENTRY_STREAM, true);
    assertThat(Told.of(request)).isEqualTo(new Told("mcp.stream", name, "route"));
    assertThat(request.typed().isStream()).isTrue();
    assertThat(request(SpanKind.SERVER, route, path, null).typed().isStream()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "200, ok",
    "302, ok",
    "400, invalid_argument",
    "401, unauthenticated",
    "403, permission_denied",
    "404, not_found",
    "409, already_exists",
    "413, failed_precondition",
    "418, invalid_argument",
    "429, resource_exhausted",
    "499, cancelled",
    "500, internal_error",
    "501, unimplemented",
    "503, unavailable",
    "504, deadline_exceeded",
    "599, internal_error",
  })
  void status_isSentrysWordForIt(long status, String expected) {
    TestSpans request = request(SpanKind.SERVER, null, null, null);
    assertThat(request.with("http.response.status_code", status).typed().status())
        .isEqualTo(expected);
  }

  @Test
  void requestWithoutAnswer_followsTheSpan() {
    TestSpans request = request(SpanKind.CLIENT, null, null, null);
    assertThat(request.typed().status()).isEqualTo("ok");
    assertThat(request.failed("").typed().status()).isEqualTo("internal_error");
  }

  @Test
  void requestThatWasSent_leavesItsAddressAndAnswer() {
    TestSpans request = request(SpanKind.CLIENT, null, null, "https://host/a");
    TypedSpan answered = request.failed("").with("http.response.status_code", 500L).typed();
    assertThat(answered.crumbs())
        .containsExactly(
            new Crumb(
                answered.data().getEndEpochNanos(),
                "http",
                "http",
                17,
                "",
                Map.of("method", "POST", "url", "https://host/a", "status_code", 500L)));
    assertThat(request(SpanKind.SERVER, "/mcp", null, null).typed().crumbs()).isEmpty();
  }

  private static TestSpans request(SpanKind kind, String route, String path, String url) {
    TestSpans request = span("POST", kind, 1).with("http.request.method", "POST");
    if (route != null) {
      request.with("http.route", route);
    }
    if (path != null) {
      request.with("url.path", path);
    }
    return url == null ? request : request.with("url.full", url);
  }
}
