package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that is a client itself: one call through both is one trace. */
class GatewaySmokeTest {

  private static final String WORD = "plainword4711";

  static Stream<GatewayProgram> clients() {
    return Stream.of("sdk-sync", "sdk-async", "langchain4j").map(GatewayProgram::new);
  }

  /** The reactive one stands in front of every callback. */
  static Stream<GatewayProgram> mostClients() {
    return clients()
        .filter(program -> Build.wholeMatrix() || !program.client().equals("sdk-async"));
  }

  static Stream<GatewayProgram> someClients() {
    return Build.wholeMatrix() ? clients() : Stream.of(new GatewayProgram("sdk-sync"));
  }

  @ParameterizedTest
  @MethodSource("mostClients")
  void callsThroughHttp_areOneTraceEachAndReadAsWithoutTheAgent(GatewayProgram program) {
    try (FakeSentry sentry = FakeSentry.start();
        Forwarding plain = Forwarding.plain(program);
        Forwarding forwarding = Forwarding.watched(program, sentry)) {
      callEverything(plain.gateway());
      callEverything(forwarding.gateway());
      assertThat(forwarding.gateway().client().transcript().lines())
          .isEqualTo(plain.gateway().client().transcript().lines());
      Received received = forwarding.end(sentry);

      assertTraces(received);
      Span echo = callOf(received, "echo");
      assertThat(echo.data("app.transport")).isEqualTo("http");
      assertThat(echo.data("network.transport")).isEqualTo("tcp");
      assertThat(echo.data("server.address")).isEqualTo("127.0.0.1");
      assertThat(echo.data("server.port")).isEqualTo(String.valueOf(forwarding.port()));
      assertThat(sentry.everything()).as("content").doesNotContain(WORD);
    }
  }

  @ParameterizedTest
  @MethodSource("someClients")
  void callsThroughStdio_areOneTraceEach(GatewayProgram program) {
    try (FakeSentry sentry = FakeSentry.start()) {
      List<String> upstream =
          GatewayProgram.watchedByArguments(GatewayProgram.upstream(Transport.STDIO), sentry)
              .command();
      try (Served gateway =
          Served.start(
                  GatewayProgram.watched(program.inFrontOf(upstream), sentry), Transport.STREAMABLE)
              .initialized()) {
        callEverything(gateway);
        gateway.end();
        // the upstream ends a moment after the gateway, and what it sends overtakes itself
        Received received =
            sentry.await(
                r ->
                    Stream.of("echo", "fail", "soft_fail")
                            .allMatch(tool -> handled(r, "tools/call " + tool))
                        && handled(r, "tools/list"));

        assertTraces(received);
        Span echo = callOf(received, "echo");
        assertThat(echo.data("app.transport")).isEqualTo("stdio");
        assertThat(echo.data("network.transport")).isEqualTo("pipe");
        assertThat(echo.data("server.port")).isNull();
      }
    }
  }

  private static void callEverything(Served gateway) {
    JsonNode echo = Forwarding.call(gateway, "echo", Map.of("text", WORD));
    assertThat(Forwarding.text(echo)).isEqualTo(WORD);
    assertThat(Forwarding.isError(Forwarding.call(gateway, "fail", Map.of()))).isTrue();
    JsonNode softFail = Forwarding.call(gateway, "soft_fail", Map.of());
    assertThat(Forwarding.isError(softFail)).isTrue();
    assertThat(Forwarding.text(softFail)).contains("this did not work out");
    JsonNode list = gateway.client().callTool("list", Map.of());
    assertThat(Forwarding.text(list)).contains("echo").contains("confirm");
  }

  private static void assertTraces(Received received) {
    assertThat(received.rejections()).isEmpty();
    for (String tool : List.of("echo", "fail", "soft_fail")) {
      assertOneTrace(received, "tools/call forward", "tools/call " + tool);
    }
    assertOneTrace(received, "tools/call list", "tools/list");

    Span echo = callOf(received, "echo");
    assertThat(echo.status()).isEqualTo("ok");
    assertThat(echo.data("mcp.method.name")).isEqualTo("tools/call");
    assertThat(echo.data("gen_ai.tool.name")).isEqualTo("echo");
    assertThat(echo.data("gen_ai.operation.name")).isEqualTo("execute_tool");
    assertThat(echo.data("jsonrpc.request.id")).isNotBlank();
    assertThat(echo.data("mcp.failure")).isNull();
    assertNamesServer(echo);
    for (String tool : List.of("fail", "soft_fail")) {
      assertThat(callOf(received, tool).status()).as(tool).isEqualTo("internal_error");
      assertThat(callOf(received, tool).data("mcp.failure")).as(tool).isNotBlank();
    }
    assertThat(ClientSpan.named(received, "initialize"))
        .singleElement()
        .satisfies(GatewaySmokeTest::assertNamesServer)
        .extracting(Span::status)
        .isEqualTo("ok");
  }

  private static void assertNamesServer(Span span) {
    assertThat(span.data("mcp.protocol.version")).isNotBlank();
    assertThat(span.data("mcp.server.name")).isEqualTo("upstream-server");
    assertThat(span.data("mcp.server.version")).isEqualTo("4.5.6");
  }

  /** The gateway's operation, the request it sends, and the upstream's operation. */
  private static void assertOneTrace(Received received, String outer, String inner) {
    Transaction handled = received.transaction(inner);
    Transaction forwarded = in(received, handled.traceId(), outer);
    Span call = ClientSpan.only(forwarded, inner);
    assertThat(forwarded.op()).isEqualTo("mcp.server");
    assertThat(handled.op()).isEqualTo("mcp.server");
    assertThat(call.parentSpanId()).as("parent of the call").isEqualTo(forwarded.spanId());
    assertThat(handled.root().parentSpanId()).as("parent of %s", inner).isEqualTo(call.spanId());
    assertThat(forwarded.spans())
        .filteredOn(span -> span.op().equals("http.client"))
        .as("HTTP below the call")
        .allMatch(span -> call.spanId().equals(span.parentSpanId()));
  }

  private static boolean handled(Received received, String name) {
    return received.transactions("mcp.server").stream().anyMatch(t -> t.name().equals(name));
  }

  private static Span callOf(Received received, String tool) {
    String name = "tools/call " + tool;
    String trace = received.transaction(name).traceId();
    return ClientSpan.only(in(received, trace, "tools/call forward"), name);
  }

  private static Transaction in(Received received, String trace, String name) {
    List<Transaction> found =
        received.transactions().stream()
            .filter(t -> t.traceId().equals(trace) && t.name().equals(name))
            .toList();
    assertThat(found).as("%s in the trace of the upstream's operation", name).hasSize(1);
    return found.get(0);
  }
}
