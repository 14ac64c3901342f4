package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user sees is the same however spans travel. */
class LifecycleSmokeTest {

  static Stream<Arguments> programs() {
    return Build.rows(
        List.of(
            Arguments.of("stream", Transport.STDIO),
            Arguments.of("static", Transport.STREAMABLE),
            Arguments.of("otlp", Transport.STDIO)),
        List.of(
            Arguments.of("stream", Transport.STREAMABLE),
            Arguments.of("static", Transport.STDIO),
            Arguments.of("otlp", Transport.STREAMABLE)));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void standardSession_isTheSame(String lifecycle, Transport transport) {
    SdkProgram program = new SdkProgram("2.1.0", transport, false);
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                program
                    .watched(sentry)
                    .environment("SENTRY_TRACE_LIFECYCLE", lifecycle)
                    .environment("SENTRY_RELEASE", "demo@1"),
                transport)) {
      Map<String, String> expected = StandardSession.run(served.client(), transport);
      served.end();

      Received received = sentry.received();
      SessionExpectations.check(received, expected, transport);
      assertThat(received.sessionBuckets()).isNotEmpty();
      assertThat(received.streamedSpans().isEmpty()).isEqualTo(lifecycle.equals("static"));
      assertThat(sentry.count("span") > 0).isEqualTo(lifecycle.equals("stream"));
      assertThat(sentry.count("transaction") > 0).isEqualTo(lifecycle.equals("static"));
    }
  }
}
