package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transcript;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client cannot tell whether the server is watched. */
class TransparencySmokeTest {

  private record Run(List<String> transcript, int exitCode) {}

  static Stream<SdkProgram> programs() {
    return Build.wholeMatrix()
        ? Stream.concat(
                SdkMatrixSmokeTest.programs(),
                Stream.of(Transport.values()).map(SdkProgram::current))
            .distinct()
        : Stream.of(
            SdkProgram.current(Transport.STDIO),
            SdkProgram.current(Transport.SSE),
            SdkProgram.current(Transport.STATELESS),
            new SdkProgram("2.1.0", Transport.STREAMABLE, true));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void sameSession_readsTheSameWithAndWithoutTheAgent(SdkProgram program) {
    Run plain = run(program.plain(), program.transport());
    try (FakeSentry sentry = FakeSentry.start()) {
      Run watched =
          run(
              program
                  .watched(sentry)
                  .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS", "true")
                  .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_RESULTS", "true"),
              program.transport());

      assertThat(watched.transcript()).isEqualTo(plain.transcript());
      assertThat(watched.exitCode()).isEqualTo(plain.exitCode());
      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(sentry.received().transactions()).isNotEmpty();
    }
  }

  private static Run run(JavaProgram program, Transport transport) {
    try (Served served = Served.start(program, transport)) {
      StandardSession.run(served.client(), transport);
      served.client().callTool("context", Map.of("b", 2, "a", List.of(1, "x")));
      BadInput.bodies(transport).forEach(served.client()::raw);
      served.client().request("ping", null);
      served.client().raw(BadInput.MALFORMED);
      Transcript transcript = served.client().transcript();
      // after malformed JSON the SDK's stdio server no longer reads, not even the end of its input
      Exit exit = served.child().terminate();
      return new Run(transcript.lines(), exit.code());
    }
  }
}
