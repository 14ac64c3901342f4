package dev.mcpsentry.smoke;

import static dev.mcpsentry.smoke.mcp.Transport.SSE;
import static dev.mcpsentry.smoke.mcp.Transport.STDIO;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version of the official SDK over its transports, seen from Sentry. */
class SdkMatrixSmokeTest {

  private static final List<String> VERSIONS =
      List.of(
          "0.8.1", "0.10.0", "0.12.1", "0.14.1", "0.17.2", "0.18.4", "1.0.2", "1.1.5", "2.0.1",
          "2.1.0");

  /** All of them with blocking and reactive handlers in turn, or with both. */
  static Stream<SdkProgram> programs() {
    List<SdkProgram> cells = new ArrayList<>();
    for (String version : VERSIONS) {
      for (Transport transport : Transport.values()) {
        if (isIn(transport, version) && isRun(transport, version)) {
          boolean async = (VERSIONS.indexOf(version) + cells.size()) % 2 == 1;
          cells.add(new SdkProgram(version, transport, async));
          if (Build.wholeMatrix()) {
            cells.add(new SdkProgram(version, transport, !async));
          }
        }
      }
    }
    return cells.stream();
  }

  /** Of most versions two transports in turn, of the newest of each line all. */
  private static boolean isRun(Transport transport, String version) {
    return Build.wholeMatrix()
        || version.equals("1.1.5")
        || version.equals("2.1.0")
        || (transport.ordinal() + VERSIONS.indexOf(version)) % 2 == 0;
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
