package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaHomes;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The newest long-term JDK. Skipped where none is installed. */
class Jdk25SmokeTest {

  /** Streamable HTTP is what {@link VirtualThreadsSmokeTest} runs on. */
  static Stream<Transport> transports() {
    return Build.rows(
        List.of(Transport.STDIO, Transport.STATELESS),
        List.of(Transport.SSE, Transport.STREAMABLE));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void standardSession_isMonitored(Transport transport) {
    Optional<Path> home = JavaHomes.find(25);
    assumeTrue(home.isPresent(), "No JDK 25: set JAVA25_HOME or install one in /usr/lib/jvm");
    SdkProgram program = new SdkProgram("2.1.0", transport, false);
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(program.watched(sentry).onJava(home.orElseThrow()), transport)) {
      Map<String, String> expected = StandardSession.run(served.client(), transport);
      served.end();

      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(sentry.received().transactions("mcp.server"))
          .extracting(Transaction::name)
          .containsExactlyInAnyOrderElementsOf(expected.keySet());
      assertThat(sentry.received().events()).hasSize(1);
    }
  }
}
