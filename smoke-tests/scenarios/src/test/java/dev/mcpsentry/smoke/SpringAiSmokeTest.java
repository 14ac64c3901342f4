package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Annotated methods on Spring AI, which turns their exceptions into results. */
class SpringAiSmokeTest {

  private record SpringProgram(String row, Transport transport) {

    JavaProgram watched(FakeSentry sentry) {
      return JavaProgram.main(Build.row(row), "dev.mcpsentry.smoke.app.spring.SpringServer")
          .arguments("--transport", transport.argument())
          .agent(Build.agent())
          .environment("SENTRY_DSN", sentry.dsn());
    }
  }

  static Stream<SpringProgram> programs() {
    Stream<SpringProgram> usual =
        Stream.of(
            new SpringProgram("spring-ai-1.1.8-webmvc", Transport.STREAMABLE),
            new SpringProgram("spring-ai-1.1.8-webmvc", Transport.STATELESS),
            // the last of 1.1 for which Maven Central has this starter
            new SpringProgram("spring-ai-1.1.3-webflux", Transport.STREAMABLE),
            new SpringProgram("spring-ai-2.0.0-webmvc", Transport.SSE),
            new SpringProgram("spring-ai-2.0.0-webflux", Transport.STREAMABLE),
            new SpringProgram("spring-ai-2.0.0-webflux", Transport.STATELESS));
    Stream<SpringProgram> wide =
        Stream.of(
            new SpringProgram("spring-ai-1.1.8-webmvc", Transport.SSE),
            new SpringProgram("spring-ai-1.1.3-webflux", Transport.SSE),
            new SpringProgram("spring-ai-1.1.3-webflux", Transport.STATELESS),
            new SpringProgram("spring-ai-2.0.0-webmvc", Transport.STREAMABLE),
            new SpringProgram("spring-ai-2.0.0-webmvc", Transport.STATELESS),
            new SpringProgram("spring-ai-2.0.0-webflux", Transport.SSE));
    return Build.wholeMatrix() ? Stream.concat(usual, wide) : usual;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyRequestIsOneTransactionAndTheSwallowedExceptionOneIssue(SpringProgram program) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(program.watched(sentry), program.transport())) {
      Map<String, String> expected = StandardSession.run(served.client(), program.transport());
      served.end();

      SessionExpectations.check(sentry.received(), expected, program.transport());
    }
  }
}
