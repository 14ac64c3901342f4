package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where an operation stands in its trace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PropagationSmokeTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String HTTP_TRACE = "aaaabbbbccccddddeeeeffff00001111";
  private static final String HTTP_SPAN = "1111222233334444";

  // arguments tell the calls apart
  private final Servers servers =
      Servers.with("OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS", "true");
  private final AtomicInteger calls = new AtomicInteger();

  @AfterAll
  void end() {
    servers.close();
  }

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
    String url = "http://127.0.0.1:" + upstream.getAddress().getPort() + "/" + transport;
    try {
      JsonNode unused =
          servers.on(transport).client().callTool("nested", Map.of("url", url, "jdbc", true));

      Transaction nested =
          only("url", url, call -> ops(call).containsAll(List.of("http.client", "db")));
      assertThat(nested.name()).isEqualTo("tools/call nested");
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

  private Transaction echo(
      Transport transport, Map<String, String> headers, Map<String, String> meta) {
    String text = "call %03d".formatted(calls.incrementAndGet());
    ObjectNode params = McpClient.toolCall("echo", Map.of("text", text));
    meta.forEach(params.putObject("_meta")::put);
    McpClient client = servers.client(transport, headers);
    try {
      JsonNode unused = client.request("tools/call", params);
    } finally {
      if (client != servers.on(transport).client()) {
        client.close();
      }
    }
    Transaction echo = only("text", text, call -> true);
    assertThat(echo.name()).isEqualTo("tools/call echo");
    return echo;
  }

  /** The one call with an argument, once it is told in full. */
  private Transaction only(String argument, String value, Predicate<Transaction> told) {
    Predicate<Transaction> wanted =
        call -> String.valueOf(call.data("mcp.request.argument." + argument)).contains(value);
    Received received =
        servers.sentry().await(next -> next.transactions().stream().anyMatch(wanted.and(told)));
    assertThat(received.rejections()).isEmpty();
    List<Transaction> found = received.transactions().stream().filter(wanted).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<String> ops(Transaction transaction) {
    return transaction.spans().stream().map(Span::op).toList();
  }
}
