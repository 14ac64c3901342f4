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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways to run the JVM or the agent in which advice that usually works may not. */
class AgentModesSmokeTest {

  /** Another way to run. */
  private enum Mode {
    /** The JVM checks every class, those of the agent and its helpers too. */
    VERIFY_ALL("-Xverify:all"),
    /** Advice is called by {@code invokedynamic}, not copied into the library's methods. */
    INDY("-Dotel.javaagent.experimental.indy=true"),
    /** What the agent plans for its next major version. */
    INDY_V3(
        "-Dotel.javaagent.experimental.indy=true", "-Dotel.instrumentation.common.v3-preview=true");

    private final List<String> arguments;

    Mode(String... arguments) {
      this.arguments = List.of(arguments);
    }

    JavaProgram apply(JavaProgram program) {
      JavaProgram applied = program;
      for (String argument : arguments) {
        applied = applied.jvmArgument(argument);
      }
      return applied;
    }
  }

  private record Cell(Mode mode, SdkProgram program) {}

  /** A client program and what the report calls it. */
  private record Client(Mode mode, String row, String main, String connection, String hooked) {

    static Client sdk(Mode mode) {
      return new Client(
          mode, "sdk-2.1.0", "client.SdkClient", "streamable sync", "MCP Java SDK client 2.1.0");
    }

    static Client langChain4j(Mode mode) {
      return new Client(
          mode,
          "langchain4j-1.4.0-beta10",
          "langchain4j.LangChain4jClient",
          "streamable",
          "LangChain4j MCP client 1.4.0-beta10");
    }

    JavaProgram calling(int port) {
      return mode.apply(JavaProgram.main(Build.row(row), "dev.mcpsentry.smoke.app." + main))
          .arguments(connection.split(" "))
          .arguments("http://127.0.0.1:" + port);
    }
  }

  static Stream<Cell> servers() {
    if (Build.wholeMatrix()) {
      return SdkMatrixSmokeTest.programs()
          .flatMap(program -> Stream.of(Mode.values()).map(mode -> new Cell(mode, program)));
    }
    SdkProgram stdio = SdkProgram.current(Transport.STDIO);
    SdkProgram streamable = new SdkProgram("2.1.0", Transport.STREAMABLE, true);
    return Stream.of(new Cell(Mode.VERIFY_ALL, streamable), new Cell(Mode.INDY, stdio));
  }

  static Stream<Client> clients() {
    return Build.wholeMatrix()
        ? Stream.of(Mode.values())
            .flatMap(mode -> Stream.of(Client.sdk(mode), Client.langChain4j(mode)))
        : Stream.of(Client.sdk(Mode.VERIFY_ALL), Client.langChain4j(Mode.INDY_V3));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void server_answersAsEverAndIsMonitored(Cell cell) {
    SideBySide.check(
        cell.mode().apply(cell.program().plain()),
        cell.program().transport(),
        "MCP Java SDK server " + cell.program().version());
  }

  /** Two modules work together here: the SDK's operation is told of Spring AI's exception. */
  @ParameterizedTest
  @EnumSource(names = "INDY")
  void springAiServer_answersAsEverAndIsMonitored(Mode mode) {
    SideBySide.check(
        mode.apply(
            JavaProgram.main(
                    Build.row("spring-ai-2.0.0-webmvc"),
                    "dev.mcpsentry.smoke.app.spring.SpringServer")
                .arguments("--transport", Transport.STREAMABLE.argument())),
        Transport.STREAMABLE,
        "MCP Java SDK server 2.0.0");
  }

  /** The server runs in the same mode, and continues the client's traces. */
  @ParameterizedTest
  @MethodSource("clients")
  void client_getsTheSameAnswersAndIsMonitored(Client client) {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm server =
            client.mode().apply(SdkProgram.current(Transport.STREAMABLE).watched(sentry)).start()) {
      JavaProgram program = client.calling(server.awaitReady());
      try (ChildJvm plain = program.start();
          ChildJvm watched = SideBySide.watched(program, sentry).start()) {
        assertThat(watched.awaitExit().code()).isEqualTo(plain.awaitExit().code()).isZero();
        assertThat(watched.stdout().lines()).isNotEmpty().isEqualTo(plain.stdout().lines());
        SideBySide.assertSaid(watched.stderr().lines(), client.hooked());
      }
      server.terminate();

      assertTraces(sentry.received());
    }
  }

  private static void assertTraces(Received received) {
    assertThat(received.rejections()).isEmpty();
    assertThat(received.transactions("mcp.client")).hasSize(ClientMatrixSmokeTest.STATUSES.size());
    ClientMatrixSmokeTest.STATUSES.forEach(
        (name, status) -> {
          Transaction sent = ClientMatrixSmokeTest.named(received, "mcp.client", name);
          assertThat(sent.status()).as(name).isEqualTo(status);
          if (name.startsWith("tools/call")) {
            assertThat(received.transactions("mcp.server"))
                .as("the server's part of " + name)
                .anyMatch(handled -> sent.spanId().equals(handled.root().parentSpanId()));
          }
        });
  }
}
