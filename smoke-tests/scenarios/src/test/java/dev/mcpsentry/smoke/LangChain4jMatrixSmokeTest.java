package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LangChain4j's client with every shape of its messages, on the transports its versions have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LangChain4jMatrixSmokeTest {

  private record Program(String version, Transport transport) {

    JavaProgram calling(String... server) {
      return JavaProgram.main(
              Build.row("langchain4j-" + version),
              "dev.mcpsentry.smoke.app.langchain4j.LangChain4jClient")
          .arguments(transport.argument())
          .arguments(server);
    }
  }

  private final Servers servers = Servers.usual();

  @AfterAll
  void end() {
    servers.close();
  }

  static Stream<Program> overHttp() {
    return Stream.of(
        new Program("1.0.0-beta5", Transport.SSE),
        new Program("1.4.0-beta10", Transport.STREAMABLE),
        new Program("1.11.0-beta19", Transport.STREAMABLE),
        new Program("1.18.1-beta28", Transport.SSE));
  }

  static Stream<Program> overStdio() {
    return Build.rows(List.of("1.11.0-beta19"), List.of("1.0.0-beta5"))
        .map(version -> new Program(version, Transport.STDIO));
  }

  @ParameterizedTest
  @MethodSource("overHttp")
  void requestsOverHttp_areOneTraceEach(Program program) {
    int port = servers.on(program.transport()).port();
    try (FakeSentry sentry = FakeSentry.start()) {
      run(program, program.calling("http://127.0.0.1:" + port), sentry);
      Received sent = sentry.received();
      Received handled = servers.sentry().await(r -> isJoined(sent, r.transactions("mcp.server")));
      assertThat(handled.rejections()).isEmpty();
      check(sent, handled, program, "127.0.0.1");
    }
  }

  /** Whether the server has told of every call. */
  private static boolean isJoined(Received sent, List<Transaction> handled) {
    return sent.transactions("mcp.client").stream()
        .filter(call -> call.name().startsWith("tools/call"))
        .allMatch(call -> handled.stream().anyMatch(t -> t.traceId().equals(call.traceId())));
  }

  @ParameterizedTest
  @MethodSource("overStdio")
  void requestsOverStdio_areOneTraceEach(Program program) {
    try (FakeSentry sentry = FakeSentry.start()) {
      List<String> server =
          GatewayProgram.watchedByArguments(SdkProgram.current(Transport.STDIO).plain(), sentry)
              .command();
      run(program, program.calling(server.toArray(String[]::new)), sentry);

      int both = 2 * ClientMatrixSmokeTest.STATUSES.size();
      Received received = sentry.await(r -> r.transactions("mcp.server").size() >= both);
      check(received, received, program, null);
    }
  }

  /** The program says the same with and without the agent; its server is watched both times. */
  private static void run(Program program, JavaProgram client, FakeSentry sentry) {
    try (ChildJvm plain = client.start();
        ChildJvm watched = GatewayProgram.watched(client, sentry).start()) {
      assertThat(plain.awaitExit().code()).isZero();
      assertThat(watched.awaitExit().code()).isZero();
      assertThat(plain.stdout().lines()).hasSizeGreaterThanOrEqualTo(5).contains("healthy", "hi");
      assertThat(watched.stdout().lines()).isEqualTo(plain.stdout().lines());
      assertThat(String.join("\n", watched.stderr().lines()))
          .contains("LangChain4j MCP client " + program.version() + ": monitored");
    }
  }

  private static void check(
      Received received, Received servers, Program program, @Nullable String address) {
    assertThat(received.rejections()).isEmpty();
    assertThat(received.transactions("mcp.client")).hasSize(ClientMatrixSmokeTest.STATUSES.size());
    ClientMatrixSmokeTest.STATUSES.forEach(
        (name, status) -> {
          Transaction sent = ClientMatrixSmokeTest.named(received, "mcp.client", name);
          assertThat(sent.status()).as(name).isEqualTo(status);
          assertThat(sent.data("server.address")).as(name).isEqualTo(address);
          assertThat(sent.data("mcp.client.name")).isEqualTo("smoke-langchain4j-client");
          assertThat(sent.data("mcp.server.name")).isEqualTo("demo-server");
          assertThat(sent.data("app.transport"))
              .isEqualTo(
                  program.transport() == Transport.STREAMABLE
                      ? "http"
                      : program.transport().argument());
          assertThat(servers.transactions("mcp.server"))
              .as("the server's part of " + name)
              .anySatisfy(handled -> assertJoins(handled, sent));
        });
  }

  // before 1.13 not every request has a place for context
  private static void assertJoins(Transaction handled, Transaction sent) {
    assertThat(handled.name()).isEqualTo(sent.name());
    if (sent.name().startsWith("tools/call")) {
      assertThat(handled.traceId()).isEqualTo(sent.traceId());
      assertThat(handled.root().parentSpanId()).isEqualTo(sent.spanId());
    }
  }
}
