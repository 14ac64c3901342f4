package dev.mcpsentry.smoke;

import static dev.mcpsentry.smoke.mcp.Transport.SSE;
import static dev.mcpsentry.smoke.mcp.Transport.STATELESS;
import static dev.mcpsentry.smoke.mcp.Transport.STDIO;
import static dev.mcpsentry.smoke.mcp.Transport.STREAMABLE;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version of the official SDK over its transports, seen from Sentry. */
class SdkMatrixSmokeTest {

  /** Each version once; each transport of each dispatch shape once. */
  private static final List<SdkProgram> DEFAULT =
      List.of(
          // one session class, no handler interface
          new SdkProgram("0.8.1", STDIO, false),
          new SdkProgram("0.10.0", SSE, false),
          // responseStream with the request
          new SdkProgram("0.12.1", STREAMABLE, false),
          new SdkProgram("0.14.1", STATELESS, false),
          new SdkProgram("0.17.2", STREAMABLE, true),
          new SdkProgram("0.18.4", STDIO, true),
          new SdkProgram("1.0.2", SSE, false),
          new SdkProgram("2.0.1", STREAMABLE, false),
          // the stream handles the request
          new SdkProgram("1.1.5", STREAMABLE, false),
          new SdkProgram("1.1.5", STATELESS, true),
          new SdkProgram("2.1.0", STDIO, false),
          new SdkProgram("2.1.0", SSE, true),
          new SdkProgram("2.1.0", STREAMABLE, true),
          new SdkProgram("2.1.0", STATELESS, false));

  private static final List<String> VERSIONS =
      List.of(
          "0.8.1", "0.10.0", "0.12.1", "0.14.1", "0.17.2", "0.18.4", "1.0.2", "1.1.5", "2.0.1",
          "2.1.0");

  static Stream<SdkProgram> programs() {
    return Build.wholeMatrix() ? all() : DEFAULT.stream();
  }

  private static Stream<SdkProgram> all() {
    return VERSIONS.stream()
        .flatMap(
            version ->
                Stream.of(Transport.values())
                    .filter(transport -> isIn(transport, version))
                    .flatMap(
                        transport ->
                            Stream.of(true, false)
                                .map(async -> new SdkProgram(version, transport, async))));
  }

  /** Streamable and stateless HTTP came with 0.11. */
  private static boolean isIn(Transport transport, String version) {
    return transport == STDIO
        || transport == SSE
        || !(version.equals("0.8.1") || version.equals("0.10.0"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyRequestIsOneTransactionAndEveryExceptionOneIssue(SdkProgram program) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(program.watched(sentry), program.transport())) {
      Map<String, String> expected = StandardSession.run(served.client(), program.transport());
      served.end();

      SessionExpectations.check(sentry.received(), expected, program.transport());
    }
  }
}
