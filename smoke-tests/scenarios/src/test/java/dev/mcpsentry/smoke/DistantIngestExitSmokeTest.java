package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.Behaviour;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session that is over before an ingest far away has answered much arrives all the same. */
class DistantIngestExitSmokeTest {

  private static final int OPERATIONS = 100;

  @Test
  void shortStdioSession_arrivesInFull() {
    try (FakeSentry sentry = FakeSentry.start()) {
      sentry.behave(new Behaviour.Slow(Duration.ofMillis(200)));
      try (Served served =
          Served.start(SdkProgram.current(Transport.STDIO).watched(sentry), Transport.STDIO)
              .initialized()) {
        for (int i = 2; i < OPERATIONS; i++) {
          served.client().callTool("echo", Map.of("text", "hi"));
        }
        served.client().callTool("fail", Map.of());

        Exit exit = served.end();

        assertThat(exit.code()).isZero();
        assertThat(served.child().stderr().lines()).noneMatch(line -> line.contains("given up"));
      }
      // what has left may still be judged
      Received received =
          sentry.await(
              next -> next.transactions().size() >= OPERATIONS && !next.events().isEmpty());
      assertThat(received.transactions()).hasSize(OPERATIONS);
      assertThat(received.events()).hasSize(1);
      assertThat(received.rejections()).isEmpty();
    }
  }
}
