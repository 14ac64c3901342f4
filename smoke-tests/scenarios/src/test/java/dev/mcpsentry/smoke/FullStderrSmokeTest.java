package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.Behaviour;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stderr that is a full pipe nobody reads keeps a server neither from answering nor ending. */
class FullStderrSmokeTest {

  // the budget is 2 s; the rest is for a machine that is busy with something else
  private static final Duration BOUND = Duration.ofSeconds(7);
  private static final int CALLS = 20;

  @TempDir private Path directory;

  @Test
  void everythingIsAnsweredAndDelivered() throws Exception {
    try (FakeSentry sentry = FakeSentry.start()) {
      Exit exit = run(sentry);

      assertThat(exit.took()).isLessThan(BOUND);
      assertThat(
              sentry.received().transactions("mcp.server").stream()
                  .filter(transaction -> transaction.name().equals("tools/call echo")))
          .hasSize(CALLS);
    }
  }

  @Test
  void lastWordsThatNobodyReads_areGivenUp() throws Exception {
    try (FakeSentry sentry = FakeSentry.start()) {
      sentry.behave(new Behaviour.Hung());
      Exit exit = run(sentry);

      assertThat(exit.took()).isLessThan(BOUND);
    }
  }

  private Exit run(FakeSentry sentry) throws Exception {
    try (FullPipe stderr = FullPipe.in(directory);
        ChildJvm child =
            SdkProgram.current(Transport.STDIO)
                .watched(sentry)
                .environment("SENTRY_DEBUG", "true")
                .start(stderr.path());
        McpClient client = McpClient.stdio(child)) {
      client.initialize(Transport.STDIO.protocolVersion());
      // not before, as the agent itself has something to say at its start
      stderr.fill();
      for (int i = 0; i < CALLS; i++) {
        assertThat(client.callTool("echo", Map.of("text", "hi")).has("result")).isTrue();
      }
      client.close();
      return child.awaitExit();
    }
  }
}
