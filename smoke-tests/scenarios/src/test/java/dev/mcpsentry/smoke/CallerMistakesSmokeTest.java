package dev.mcpsentry.smoke;

import static dev.mcpsentry.smoke.mcp.Transport.SSE;
import static dev.mcpsentry.smoke.mcp.Transport.STATELESS;
import static dev.mcpsentry.smoke.mcp.Transport.STDIO;
import static dev.mcpsentry.smoke.mcp.Transport.STREAMABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller gets wrong is his mistake wherever a server stumbles over it. */
class CallerMistakesSmokeTest {

  private static final String DISCOVER =
      """
      {"jsonrpc":"2.0","id":60,"method":"server/discover","params":{"_meta":\
      {"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}\
      """;

  private static final List<String> BODIES =
      List.of(
          call(1, "\"name\":\"echo\",\"arguments\":\"x\""),
          call(2, "\"name\":\"echo\",\"arguments\":null"),
          call(3, "\"name\":\"echo\",\"arguments\":{\"text\":\"x\"},\"_meta\":5"),
          call(4, "\"name\":\"echo\",\"arguments\":{\"text\":7}"),
          "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":null}",
          "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"initialize\",\"params\":\"x\"}",
          "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"initialize\"}",
          "null",
          "[1]");

  private record Cell(String row, Transport transport, Function<FakeSentry, Served> start) {

    static Cell sdk(String version, Transport transport) {
      return new Cell(
          version,
          transport,
          sentry ->
              Served.start(
                  new SdkProgram(version, transport, false)
                      .watched(sentry)
                      .environment("SENTRY_RELEASE", "smoke@1"),
                  transport));
    }

    static Cell spring(String row, Transport transport) {
      return new Cell(
          row,
          transport,
          sentry ->
              Served.start(
                  new SpringProgram(row, transport)
                      .watched(sentry)
                      .environment("SENTRY_RELEASE", "smoke@1"),
                  transport));
    }

    @Override
    public String toString() {
      return row + " " + transport;
    }
  }

  static Stream<Cell> cells() {
    return Build.rows(
        List.of(
            Cell.sdk("0.17.2", STATELESS),
            Cell.sdk("2.0.1", STREAMABLE),
            Cell.sdk("2.0.1", SSE),
            Cell.spring("spring-ai-1.1.8-webmvc", STREAMABLE),
            Cell.spring("spring-ai-2.0.0-webmvc", SSE),
            Cell.spring("spring-ai-2.0.0-webflux", STREAMABLE)),
        List.of(
            Cell.sdk("1.1.5", STREAMABLE),
            Cell.spring("spring-ai-2.0.0-webmvc", STREAMABLE),
            Cell.spring("spring-ai-2.0.1-webmvc", STREAMABLE)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void messageThatNobodyCanRead_isNoIssueAndNoUnhealthySession(Cell cell) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = cell.start().apply(sentry).initialized()) {
      BODIES.forEach(served.client()::raw);
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.events()).isEmpty();
      assertThat(received.transactions("mcp.server"))
          .extracting(Transaction::status)
          .hasSizeGreaterThan(3)
          .containsOnly("ok");
      assertThat(received.sessionBuckets())
          .isNotEmpty()
          .allSatisfy(
              bucket -> {
                assertThat(bucket.errored()).isZero();
                assertThat(bucket.crashed()).isZero();
              });
    }
  }

  static Stream<Arguments> probed() {
    return Build.rows(
        List.of(
            Arguments.of("1.1.5", STDIO, "-32601", false),
            Arguments.of("2.0.1", STREAMABLE, "-32601", false),
            Arguments.of("0.17.2", STATELESS, "-32603", true)),
        List.of(
            Arguments.of("2.0.1", SSE, "-32601", false),
            Arguments.of("2.0.1", STATELESS, "-32601", false),
            Arguments.of("2.1.0", STATELESS, "-32601", false)));
  }

  // over streamable HTTP a server without the session asks for its id, and nothing is dispatched
  @ParameterizedTest
  @MethodSource("probed")
  void probeOfALaterRevision_isCountedAndNothingElse(
      String version, Transport transport, String code, boolean unreachable) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(new SdkProgram(version, transport, false).watched(sentry), transport)
                .initialized()) {
      served.client().raw(DISCOVER);
      served.client().raw(DISCOVER.replace("60", "61"));
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.events()).isEmpty();
      assertThat(received.transactions("mcp.server"))
          .filteredOn(transaction -> transaction.name().equals("server/discover"))
          .hasSize(2)
          .allSatisfy(
              probe -> {
                assertThat(probe.status()).isEqualTo("ok");
                assertThat(probe.data("mcp.failure")).isEqualTo("probe");
                assertThat(probe.data("rpc.response.status_code")).isEqualTo(code);
              });
      assertThat(served.child().stderr().lines())
          .filteredOn(line -> line.contains("server/discover"))
          .hasSize(unreachable ? 1 : 0);
    }
  }

  private static String call(int id, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{"
        + params
        + "}}";
  }
}
