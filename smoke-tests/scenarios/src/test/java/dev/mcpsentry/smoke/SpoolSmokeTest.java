package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.Behaviour;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server could not say before its end, the next one says. */
class SpoolSmokeTest {

  // the budget is 2 s; the rest is for a machine that is busy with something else
  private static final Duration BOUND = Duration.ofSeconds(7);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STREAMABLE"})
  void deadIngest_hearsOfEverythingOnceAfterTheNextStart(Transport transport) throws IOException {
    try (FakeSentry sentry = FakeSentry.start()) {
      sentry.die();
      try (Served first = serve(sentry, transport)) {
        first.client().callTool("echo", Map.of("text", "hello"));
        first.client().callTool("fail", Map.of());
        Exit exit = first.end();

        assertThat(exit.code()).isEqualTo(transport == Transport.STDIO ? 0 : 143);
        assertThat(exit.took()).isLessThan(BOUND);
        assertThat(first.child().stderr().lines())
            .anyMatch(line -> line.contains("envelopes kept for the next start: "))
            .noneMatch(line -> line.contains("given up") || line.contains("stepped aside"));
      }
      assertThat(files()).isNotEmpty();

      sentry.revive();
      try (Served second = serve(sentry, transport)) {
        Received received =
            sentry.await(
                next -> !next.events().isEmpty() && !named(next, "tools/call fail").isEmpty());
        assertFirstRun(received, 1);
        assertThat(second.end().code()).isEqualTo(transport == Transport.STDIO ? 0 : 143);
      }
      Received received = sentry.await(next -> named(next, "initialize").size() == 2);
      assertFirstRun(received, 1);
      assertThat(received.transactions()).extracting(Transaction::spanId).doesNotHaveDuplicates();
      assertThat(received.discarded()).isEmpty();
      assertThat(received.rejections()).isEmpty();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void processesThatShareTheDirectory_leaveEverythingToOneHeir() throws IOException {
    try (FakeSentry sentry = FakeSentry.start()) {
      sentry.die();
      try (Served one = serve(sentry, Transport.STDIO);
          Served other = serve(sentry, Transport.STREAMABLE)) {
        for (Served served : List.of(one, other)) {
          served.client().callTool("echo", Map.of("text", "hello"));
          served.client().callTool("fail", Map.of());
        }
        one.end();
        other.end();
      }
      sentry.revive();
      try (Served heir = serve(sentry, Transport.STDIO);
          Served another = serve(sentry, Transport.STREAMABLE)) {
        Received received =
            sentry.await(
                next ->
                    next.events().size() >= 2
                        && named(next, "tools/call fail").size() >= 2
                        && named(next, "tools/call echo").size() >= 2);
        assertFirstRun(received, 2);
        heir.end();
        another.end();
      }
      assertFirstRun(sentry.received(), 2);
      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void hungIngest_costsNoIssue() throws IOException {
    try (FakeSentry sentry = FakeSentry.start()) {
      sentry.behave(new Behaviour.Hung());
      try (Served first = serve(sentry, Transport.STDIO)) {
        first.client().callTool("fail", Map.of());
        Exit exit = first.end();
        assertThat(exit.took()).isLessThan(BOUND);
      }
      sentry.behave(new Behaviour.Healthy());
      try (Served second = serve(sentry, Transport.STDIO)) {
        Received received = sentry.await(next -> !next.events().isEmpty());
        second.end();
        assertThat(received.events()).hasSize(1);
      }
      assertThat(sentry.received().events()).hasSize(1);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void directoryThatIsNone_isSaid_andTheServerRuns() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    program(sentry, Transport.STDIO)
                        .environment("SENTRY_SPOOL_DIR", file.toString()),
                    Transport.STDIO)
                .initialized()) {
      served.client().callTool("echo", Map.of("text", "hello"));
      served.end();
      assertThat(served.child().stderr().lines())
          .filteredOn(line -> line.contains("SENTRY_SPOOL_DIR"))
          .singleElement()
          .asString()
          .endsWith("is not a directory");
      assertThat(sentry.received().transaction("tools/call echo").status()).isEqualTo("ok");
    }
  }

  private Served serve(FakeSentry sentry, Transport transport) {
    return Served.start(program(sentry, transport), transport).initialized();
  }

  private JavaProgram program(FakeSentry sentry, Transport transport) {
    return SdkProgram.current(transport)
        .watched(sentry)
        // of a directory that is not there yet
        .environment("SENTRY_SPOOL_DIR", directory.resolve("spool/sentry").toString());
  }

  private static void assertFirstRun(Received received, int servers) {
    assertThat(received.events())
        .hasSize(servers)
        .extracting(ErrorEvent::thrown)
        .allMatch(thrown -> thrown.message() != null);
    assertThat(named(received, "tools/call echo")).hasSize(servers);
    assertThat(named(received, "tools/call fail")).hasSize(servers);
  }

  private static List<Transaction> named(Received received, String name) {
    return received.transactions().stream().filter(t -> t.name().equals(name)).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
