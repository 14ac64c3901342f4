package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the HTTP request around a message tells of the caller. */
class HttpFactsSmokeTest {

  private record Program(String row, String mainClass, Transport transport) {

    JavaProgram watched(FakeSentry sentry) {
      return JavaProgram.main(Build.row(row), "dev.mcpsentry.smoke.app." + mainClass)
          .arguments("--transport", transport.argument())
          .agent(Build.agent())
          .environment("SENTRY_DSN", sentry.dsn());
    }
  }

  static Stream<Program> programs() {
    return Stream.of(
        new Program("sdk-2.1.0", "sdk.SdkServer", Transport.STREAMABLE),
        new Program("sdk-1.1.5", "sdk.SdkServer", Transport.STATELESS),
        new Program("sdk-1.0.2", "sdk.SdkServer", Transport.SSE),
        new Program("spring-ai-2.0.0-webmvc", "spring.SpringServer", Transport.STREAMABLE),
        new Program("spring-ai-2.0.0-webflux", "spring.SpringServer", Transport.STREAMABLE));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void caller_isKnownByItsUserAgent_andItsAddressOnlyWhenAsked(Program program) {
    for (boolean personal : new boolean[] {false, true}) {
      Transaction echo = echo(program, personal);

      assertThat(echo.data("user_agent.original")).isEqualTo("Cursor/0.44 (linux)");
      assertThat(echo.data("app.client.family")).isEqualTo("cursor");
      assertThat(echo.data("app.server.version")).isNotBlank();
      assertThat(echo.data("client.address")).isEqualTo(personal ? "127.0.0.1" : null);
      if (!program.row().equals("sdk-2.1.0") && !Build.wholeMatrix()) {
        // the rule is the same for all
        return;
      }
    }
  }

  private static Transaction echo(Program program, boolean personal) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    program
                        .watched(sentry)
                        .environment("SENTRY_SEND_DEFAULT_PII", String.valueOf(personal)),
                    program.transport(),
                    Map.of("User-Agent", "Cursor/0.44 (linux)"))
                .initialized()) {
      served.client().callTool("echo", Map.of("text", "hi"));
      served.end();
      return sentry.received().transaction("tools/call echo");
    }
  }
}
