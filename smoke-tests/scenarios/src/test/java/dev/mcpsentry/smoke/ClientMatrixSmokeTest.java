package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of every version: each request one transaction, which the server's own belongs to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientMatrixSmokeTest {

  private record Program(String version, String connection, boolean async) {

    JavaProgram calling(int port) {
      return JavaProgram.main(
              Build.row("sdk-" + version), "dev.mcpsentry.smoke.app.client.SdkClient")
          .arguments(connection, async ? "async" : "sync", "http://127.0.0.1:" + port);
    }

    Transport transport() {
      return connection.equals("streamable") ? Transport.STREAMABLE : Transport.SSE;
    }
  }

  private static final List<String> ANSWERS =
      List.of("demo-server", "{}", "9", "false", "kaboom ", "true", "true");

  /** What every client program asks for, and how it ends. */
  static final Map<String, String> STATUSES =
      Map.of(
          "initialize", "ok",
          "ping", "ok",
          "tools/list", "ok",
          "tools/call echo", "ok",
          "tools/call fail", "internal_error",
          "tools/call soft_fail", "internal_error");

  /** Its exchange may still be open, and so not be told, when the program exits on its answer. */
  private static final String LAST = "tools/call soft_fail";

  private final Servers servers = Servers.usual();

  @AfterAll
  void end() {
    servers.close();
  }

  static Stream<Program> programs() {
    return Stream.of(
        new Program("0.8.1", "old_sse", false),
        new Program("0.10.0", "sse", true),
        new Program("0.12.1", "streamable", false),
        new Program("0.14.1", "streamable", true),
        new Program("0.17.2", "sse", false),
        new Program("0.18.4", "streamable", false),
        new Program("1.0.2", "sse", true),
        new Program("1.1.5", "streamable", false),
        new Program("2.0.1", "streamable", true),
        new Program("2.1.0", "streamable", false));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyRequestIsOneTransactionAndTheServerJoinsIt(Program program) {
    int port = servers.on(program.transport()).port();
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm client =
            program
                .calling(port)
                .agent(Build.agent())
                .environment("SENTRY_DSN", sentry.dsn())
                .start()) {
      assertThat(client.awaitExit().code()).isZero();
      assertThat(client.stdout().lines()).isEqualTo(ANSWERS);
      assertThat(String.join("\n", client.stderr().lines()))
          .contains("MCP Java SDK client " + program.version() + ": monitored");

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      STATUSES.forEach((name, status) -> check(received, program, name, status, port));
      assertThat(received.transactions("mcp.client")).hasSize(STATUSES.size());
    }
  }

  private void check(Received received, Program program, String name, String status, int port) {
    Transaction sent = named(received, "mcp.client", name);
    assertThat(sent.status()).as(name).isEqualTo(status);
    assertThat(sent.data("mcp.server.name")).isEqualTo("demo-server");
    assertThat(sent.data("mcp.client.name")).isEqualTo("smoke-sdk-client");
    assertThat(sent.data("app.transport"))
        .isEqualTo(program.transport() == Transport.SSE ? "sse" : "http");
    assertThat(sent.data("server.address")).isEqualTo("127.0.0.1");
    assertThat(sent.data("server.port")).isEqualTo(String.valueOf(port));
    assertThat(sent.data("jsonrpc.request.id")).isNotBlank();
    if (program.transport() == Transport.STREAMABLE && name.startsWith("tools/")) {
      assertThat(sent.data("mcp.session.id")).as("session of " + name).isNotBlank();
    }
    Transaction handled = handled(sent);
    assertThat(handled.name()).isEqualTo(name);
    assertThat(handled.root().parentSpanId()).as(name).isEqualTo(sent.spanId());
    // the SSE transport sends its first request from the thread that reads the stream
    boolean sentByTheReader = program.transport() == Transport.SSE && name.equals("initialize");
    if (!sentByTheReader && !name.equals(LAST)) {
      assertThat(received.childrenOf(sent.spanId()))
          .as("the HTTP request below " + name)
          .extracting(Span::op)
          .contains("http.client");
    }
  }

  /** The server's only transaction in the trace of a request. */
  private Transaction handled(Transaction sent) {
    Predicate<Transaction> inTrace = t -> t.traceId().equals(sent.traceId());
    Received received =
        servers.sentry().await(r -> r.transactions("mcp.server").stream().anyMatch(inTrace));
    assertThat(received.rejections()).isEmpty();
    List<Transaction> found = received.transactions("mcp.server").stream().filter(inTrace).toList();
    assertThat(found).as("mcp.server in the trace of " + sent.name()).hasSize(1);
    return found.get(0);
  }

  /** The only transaction of an operation and a name. */
  static Transaction named(Received received, String op, String name) {
    List<Transaction> found =
        received.transactions(op).stream().filter(t -> t.name().equals(name)).toList();
    assertThat(found).as(op + " " + name).hasSize(1);
    return found.get(0);
  }
}
