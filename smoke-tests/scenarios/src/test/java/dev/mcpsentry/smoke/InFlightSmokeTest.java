package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.Behaviour;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.SessionBucket;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server was doing when it ended. */
class InFlightSmokeTest {

  // the budget is 2 s; the rest is for a machine that is busy with something else
  private static final Duration BOUND = Duration.ofSeconds(9);

  /** How far away Sentry is. */
  enum Distance {
    NEAR,
    FAR,
    DEAD;

    void apply(FakeSentry sentry) {
      switch (this) {
        case NEAR -> {}
        case FAR -> sentry.behave(new Behaviour.Slow(Duration.ofMillis(200)));
        case DEAD -> sentry.die();
      }
    }
  }

  private static final List<Arguments> ONE_HALF =
      List.of(
          Arguments.of(Transport.STDIO, Distance.NEAR),
          Arguments.of(Transport.STREAMABLE, Distance.FAR),
          Arguments.of(Transport.STDIO, Distance.DEAD));
  private static final List<Arguments> OTHER_HALF =
      List.of(
          Arguments.of(Transport.STREAMABLE, Distance.NEAR),
          Arguments.of(Transport.STDIO, Distance.FAR),
          Arguments.of(Transport.STREAMABLE, Distance.DEAD));

  static Stream<Arguments> exits() {
    return Build.rows(ONE_HALF, OTHER_HALF);
  }

  static Stream<Arguments> signals() {
    return Build.rows(OTHER_HALF, ONE_HALF);
  }

  @ParameterizedTest
  @MethodSource("exits")
  void toolThatExits_isToldAsAborted(Transport transport, Distance distance) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = serve(sentry, transport)) {
      distance.apply(sentry);
      call(served, "exit");
      Exit exit = served.child().awaitExit();

      assertThat(exit.code()).isEqualTo(3);
      assertThat(exit.took()).isLessThan(BOUND);
      if (distance != Distance.DEAD) {
        assertAborted(sentry.received(), "tools/call exit");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("signals")
  void toolThatHangsAtASignal_isToldAsAborted(Transport transport, Distance distance) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = serve(sentry, transport)) {
      call(served, "hang");
      served.child().awaitStderr("HANGING");
      distance.apply(sentry);
      Exit exit = served.child().terminate();

      assertThat(exit.code()).isEqualTo(143);
      assertThat(exit.took()).isLessThan(BOUND);
      if (distance != Distance.DEAD) {
        assertAborted(sentry.received(), "tools/call hang");
      }
    }
  }

  private static Served serve(FakeSentry sentry, Transport transport) {
    return Served.start(
            SdkProgram.current(transport).watched(sentry).environment("SENTRY_RELEASE", "demo@1"),
            transport)
        .initialized();
  }

  private static void call(Served served, String tool) {
    served.client().requestWithoutWaiting("tools/call", McpClient.toolCall(tool, Map.of()));
  }

  private static void assertAborted(Received received, String name) {
    assertThat(received.rejections()).isEmpty();
    assertThat(received.transaction(name).status()).isNotEqualTo("ok");
    assertThat(received.transaction(name).data("mcp.failure")).isEqualTo("aborted");
    assertThat(received.sessionBuckets().stream().mapToInt(SessionBucket::abnormal).sum())
        .isEqualTo(1);
    assertThat(received.events()).isEmpty();
  }
}
