package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;

/** The same session with a server as it is and with the agent: only Sentry may tell them apart. */
final class SideBySide {

  /** Of a hook that gave up, of a class the JVM refused, of a library that was missed. */
  private static final List<String> COMPLAINTS =
      List.of(
          "stepped aside",
          "VerifyError",
          "LinkageError",
          "IllegalAccessError",
          "NoClassDefFoundError",
          "not monitored",
          // of the agent itself
          "ERROR io.opentelemetry");

  private SideBySide() {}

  /**
   * Runs it and checks the answers, the exit code, stdout and what Sentry got.
   *
   * @param program a demo server without an agent
   * @param hooked what the report on stderr must name as monitored, or how it begins
   */
  static void check(JavaProgram program, Transport transport, String hooked) {
    Run plain;
    try (Served served = Served.start(program, transport)) {
      StandardSession.run(served.client(), transport);
      plain = Run.of(served);
    }
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(watched(program, sentry), transport)) {
      Map<String, String> expected = StandardSession.run(served.client(), transport);
      Run watched = Run.of(served);

      assertThat(watched).isEqualTo(plain);
      assertSaid(served.child().stderr().lines(), hooked);
      SessionExpectations.check(sentry.received(), expected, transport);
    }
  }

  /** The program as a user starts it with the agent. */
  static JavaProgram watched(JavaProgram program, FakeSentry sentry) {
    return program.agent(Build.agent()).environment("SENTRY_DSN", sentry.dsn());
  }

  /** One line names what is monitored, and none tells of trouble. */
  static void assertSaid(List<String> stderr, String hooked) {
    assertThat(stderr)
        .as("report on stderr")
        .anyMatch(line -> line.startsWith("[mcp-sentry] " + hooked) && line.endsWith(": monitored"))
        .as("trouble on stderr")
        .noneMatch(line -> COMPLAINTS.stream().anyMatch(line::contains));
  }

  /**
   * What can be seen from outside.
   *
   * @param strange lines on stdout that are no protocol, or that no program without an agent says
   */
  private record Run(List<String> transcript, List<String> strange, int exitCode) {

    static Run of(Served served) {
      int code = served.end().code();
      List<String> stdout = served.child().stdout().lines();
      return new Run(
          served.client().transcript().lines(),
          stdout.stream().filter(line -> isStrange(line, served.transport())).toList(),
          code);
    }

    private static boolean isStrange(String line, Transport transport) {
      return transport == Transport.STDIO
          ? !line.startsWith("{\"jsonrpc\":")
          : line.contains("mcp-sentry") || line.contains("otel");
    }
  }
}
