package dev.mcpsentry.sentry.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ended processes left. */
@Timeout(120)
class SpoolHeritageTest extends SpoolScenario {

  @Test
  void nextProcess_sendsWhatTheLastOneKept() {
    Spool first = start(new TakingServer());
    first.ending();
    IntStream.range(0, 50).forEach(i -> first.offer(envelopes.spans(i)));
    first.offer(envelopes.event(50));
    assertThat(first.close(PATIENCE)).isEqualTo(51);
    assertThat(first.offer(envelopes.event(51))).as("after the end").isFalse();

    TakingServer server = new TakingServer();
    server.calm = true;
    start(server);
    await().until(() -> kept().isEmpty());
    assertThat(server.numbers()).hasSize(51).doesNotHaveDuplicates().startsWith(50).contains(0, 49);
    assertThat(lost()).isEmpty();
    assertThat(lines())
        .containsExactly(
            "[mcp-sentry] envelopes of earlier processes that will be sent from the spool: 51");
  }

  @Test
  void severalProcessesThatStartTogether_shareWhatWasLeft() {
    for (int process = 0; process < 5; process++) {
      Spool ended = start(new TakingServer());
      for (int i = 0; i < 10; i++) {
        ended.offer(envelopes.spans(process * 10 + i));
      }
      ended.close(PATIENCE);
    }
    List<TakingServer> servers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TakingServer server = new TakingServer();
      server.calm = true;
      servers.add(server);
      start(server);
    }
    await().until(() -> kept().isEmpty());
    assertThat(servers.stream().flatMap(server -> server.numbers().stream()))
        .hasSize(50)
        .doesNotHaveDuplicates();
    assertThat(lost()).isEmpty();
  }

  @Test
  void whatIsForAnotherProject_isLeftAlone() {
    Spool other =
        start(
            new TakingServer(),
            "http://publickey@127.0.0.1:1/43",
            TestSpool.QUICK,
            SpoolFolder::write);
    other.offer(envelopes.event(1));
    other.close(PATIENCE);
    TakingServer server = new TakingServer();
    server.calm = true;
    start(server).offer(envelopes.event(2));
    await().until(() -> kept().size() == 1 && server.numbers().size() == 1);
    assertThat(server.numbers()).containsExactly(2);
  }

  @Test
  void whatIsTooOldForSentry_isGivenUp() {
    Spool first = start(new TakingServer());
    first.offer(envelopes.event(1));
    first.close(PATIENCE);
    TakingServer server = new TakingServer();
    Spool spool = start(server, DSN, limited(1 << 20, 100, -1_000), SpoolFolder::write);
    await().until(() -> kept().isEmpty());
    assertThat(lost()).isEqualTo("network_error:error=1");
    spool.offer(envelopes.event(2));
    await().until(() -> lost().equals("network_error:error=1"));
    assertThat(server.numbers()).isEmpty();
  }

  @Test
  void whatWasBeingSentWhenAProcessDied_goesAgainOnlyIfItCannotCountTwice() throws IOException {
    Spool first = start(new TakingServer());
    first.offer(envelopes.event(1));
    first.offer(envelopes.spans(2));
    first.offer(envelopes.sessions(3, 7));
    first.close(PATIENCE);
    for (Path file : kept()) {
      Files.move(file, SpoolFolder.renamed(file, SpoolFolder.SENDING));
    }
    TakingServer server = new TakingServer();
    server.calm = true;
    start(server);
    await().until(() -> kept().isEmpty());
    assertThat(server.numbers()).containsExactly(1);
    assertThat(lost()).isEqualTo("network_error:session=7,network_error:span=2");
  }

  @Test
  void badFiles_areDroppedOrLeft_andTheGoodOnesArrive() throws IOException {
    Spool first = start(new TakingServer());
    first.offer(envelopes.event(1));
    first.close(PATIENCE);
    Path good = kept().get(0);
    Path folder = good.getParent();
    byte[] whole = Files.readAllBytes(good);

    Files.write(folder.resolve("901.spool"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(folder.resolve("902.spool"), new byte[0]);
    Files.writeString(folder.resolve("903.spool"), "garbage");
    Files.write(folder.resolve("904.part"), whole);
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.createSymbolicLink(folder.resolve("905.spool"), good);
    Files.createSymbolicLink(folder.resolve("906.spool"), Path.of("/dev/zero"));
    Files.createDirectory(folder.resolve("907.spool"));
    byte[] newer = whole.clone();
    newer[19] = 2;
    Path other = Files.write(folder.resolve("908.spool"), newer);
    Path oldOther = Files.write(folder.resolve("909.spool"), newer);
    Files.setLastModifiedTime(
        oldOther, FileTime.fromMillis(System.currentTimeMillis() - TimeUnit.DAYS.toMillis(5)));
    // the checksum of the head is right, that of the body is not
    byte[] flipped = whole.clone();
    flipped[flipped.length - 1] ^= 1;
    Files.write(folder.resolve("910.spool"), flipped);

    TakingServer server = new TakingServer();
    server.calm = true;
    start(server);
    await().until(() -> kept().equals(List.of(other)));
    assertThat(server.numbers()).containsExactly(1);
    assertThat(lost()).isEqualTo("network_error:error=1");
    assertThat(folder.resolve("907.spool")).isDirectory();
    assertThat(lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("is unreadable and is dropped"))
        .anyMatch(line -> line.contains("left for another release"));
  }

  @Test
  void hundredThousandFiles_areNotAllLookedAtAtOnce() throws IOException {
    Path folder = Files.createDirectories(ours().resolve("process-0123456789abcdef"));
    Files.createFile(folder.resolve(SpoolFolder.LOCK));
    for (int i = 0; i < 100_000; i++) {
      Files.createFile(folder.resolve(i + SpoolFolder.KEPT));
    }
    TakingServer server = new TakingServer();
    server.calm = true;
    long start = System.nanoTime();
    Spool spool = start(server);
    spool.offer(envelopes.event(1));
    await().until(() -> server.numbers().equals(List.of(1)));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    try (var left = Files.list(folder)) {
      assertThat(left.count()).as("left after %s", took).isGreaterThan(1_000);
    }
    await().atMost(Duration.ofSeconds(90)).until(() -> !Files.exists(folder));
  }
}
