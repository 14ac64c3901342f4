package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where an operation stands in its trace. */
class PropagationSmokeTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String HTTP_TRACE = "aaaabbbbccccddddeeeeffff00001111";
  private static final String HTTP_SPAN = "1111222233334444";

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STREAMABLE"})
  void contextInMeta_isTheRemoteParent(Transport transport) {
    Transaction echo =
        echo(
            transport,
            Map.of("traceparent", "00-" + HTTP_TRACE + "-" + HTTP_SPAN + "-01"),
            Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01"));

    assertThat(echo.traceId()).isEqualTo(TRACE);
    assertThat(echo.root().parentSpanId()).isEqualTo(SPAN);
    if (transport == Transport.STREAMABLE) {
      assertThat(echo.root().links()).as("the HTTP request as a link").hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STATELESS"})
  void sentryTraceInMeta_isTheRemoteParentWithoutTraceparent(Transport transport) {
    Transaction echo = echo(transport, Map.of(), Map.of("sentry-trace", TRACE + "-" + SPAN + "-1"));

    assertThat(echo.traceId()).isEqualTo(TRACE);
    assertThat(echo.root().parentSpanId()).isEqualTo(SPAN);
  }

  @ParameterizedTest
  @EnumSource(names = "STREAMABLE")
  void traceparent_winsOverSentryTrace(Transport transport) {
    Transaction echo =
        echo(
            transport,
            Map.of(),
            Map.of(
                "traceparent",
                "00-" + TRACE + "-" + SPAN + "-01",
                "sentry-trace",
                HTTP_TRACE + "-" + HTTP_SPAN + "-1"));

    assertThat(echo.traceId()).isEqualTo(TRACE);
    assertThat(echo.root().parentSpanId()).isEqualTo(SPAN);
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAMABLE", "STATELESS"})
  void withoutContextInMeta_theHttpRequestIsTheParent(Transport transport) {
    Transaction echo =
        echo(
            transport,
            Map.of("traceparent", "00-" + HTTP_TRACE + "-" + HTTP_SPAN + "-01"),
            Map.of());

    assertThat(echo.traceId()).isEqualTo(HTTP_TRACE);
    // the HTTP server span stands between
    assertThat(echo.root().parentSpanId()).isNotNull().isNotEqualTo(HTTP_SPAN);
    assertThat(echo.root().links()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STREAMABLE"})
  void brokenContextInMeta_isIgnored(Transport transport) {
    Transaction echo = echo(transport, Map.of(), Map.of("traceparent", "00-" + TRACE + "-zz-01"));

    assertThat(echo.traceId()).isNotEqualTo(TRACE);
  }

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STREAMABLE", "SSE"})
  void workInsideTheHandler_isBelowTheOperation(Transport transport) throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/",
        exchange -> {
          seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    upstream.start();
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(SdkProgram.current(transport).watched(sentry), transport).initialized()) {
      String url = "http://127.0.0.1:" + upstream.getAddress().getPort() + "/upstream";
      served.client().callTool("nested", Map.of("url", url, "jdbc", true));
      served.end();

      assertThat(sentry.received().rejections()).isEmpty();
      Transaction nested = sentry.received().transaction("tools/call nested");
      assertThat(nested.spans()).extracting(Span::op).contains("http.client", "db");
      assertThat(nested.spans())
          .filteredOn(span -> span.op().equals("http.client"))
          .extracting(Span::parentSpanId)
          .containsExactly(nested.spanId());
      assertThat(nested.spans()).allMatch(span -> span.traceId().equals(nested.traceId()));
      assertThat(seen).singleElement().asString().contains(nested.traceId());
    } finally {
      upstream.stop(0);
    }
  }

  private static Transaction echo(
      Transport transport, Map<String, String> headers, Map<String, String> meta) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(SdkProgram.current(transport).watched(sentry), transport, headers)
                .initialized()) {
      ObjectNode params = McpClient.toolCall("echo", Map.of("text", "hi"));
      meta.forEach(params.putObject("_meta")::put);
      served.client().request("tools/call", params);
      served.end();
      assertThat(sentry.received().rejections()).isEmpty();
      return sentry.received().transaction("tools/call echo");
    }
  }
}
