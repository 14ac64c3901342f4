package dev.mcpsentry.sentry.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mcpsentry.sentry.internal.envelope.ItemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SpoolTest extends SpoolScenario {

  @Test
  void whatIsKept_isSentWhenTheServerIsThereAgain_andItsFileGoes() {
    TakingServer server = new TakingServer();
    Spool spool = start(server);
    assertThat(spool.offer(envelopes.event(1))).isTrue();
    assertThat(spool.offer(envelopes.spans(2))).isTrue();
    await().until(() -> kept().size() == 2);
    assertThat(server.numbers()).isEmpty();

    server.calm = true;
    await().until(() -> kept().isEmpty());
    assertThat(server.numbers()).containsExactly(1, 2);
    assertThat(lost()).isEmpty();
  }

  @Test
  void issuesGoFirst_thenFailures_eachInTheirOrder() {
    TakingServer server = new TakingServer();
    Spool spool = start(server);
    for (int i = 0; i < 3; i++) {
      spool.offer(envelopes.spans(30 + i));
      spool.offer(envelopes.failedSpans(20 + i));
      spool.offer(envelopes.event(10 + i));
    }
    await().until(() -> kept().size() >= 3);
    server.calm = true;
    await().until(() -> server.numbers().size() == 9);
    assertThat(server.numbers()).containsExactly(10, 11, 12, 20, 21, 22, 30, 31, 32);
  }

  @Test
  void noRoom_costsTheOldestOfTheLeastDear_whichIsCounted() {
    TakingServer server = new TakingServer();
    Spool spool = start(server, DSN, limited(1 << 20, 4, 60_000), SpoolFolder::write);
    for (int i = 0; i < 8; i++) {
      String file = "%09d%s".formatted(i + 1, SpoolFolder.KEPT);
      spool.offer(i < 5 ? envelopes.spans(i) : envelopes.event(i));
      await().until(() -> kept().stream().anyMatch(kept -> kept.endsWith(file)));
    }
    assertThat(lost()).isEqualTo("cache_overflow:span=8");
    server.calm = true;
    await().until(() -> kept().isEmpty());
    assertThat(server.numbers()).containsExactly(5, 6, 7, 4);
  }

  @Test
  void whileSomethingElseWaits_nothingIsSentAgain() throws InterruptedException {
    TakingServer server = new TakingServer();
    Spool spool = start(server);
    spool.offer(envelopes.event(1));
    await().until(() -> kept().size() == 1);
    await().until(() -> server.asked.get() >= 5);
    assertThat(server.numbers()).isEmpty();
  }

  @Test
  void onceAtATime_withAGapBetween() {
    TakingServer server = new TakingServer();
    server.calm = true;
    SpoolLimits slow =
        new SpoolLimits(
            1 << 20,
            100,
            1 << 20,
            TimeUnit.MILLISECONDS.toNanos(50),
            TimeUnit.MILLISECONDS.toNanos(30),
            1,
            TimeUnit.MINUTES.toNanos(1),
            TimeUnit.DAYS.toMillis(1));
    Spool spool = start(server, DSN, slow, SpoolFolder::write);
    IntStream.range(0, 10).forEach(i -> spool.offer(envelopes.spans(i)));
    await().until(() -> server.numbers().size() == 10);
    for (int i = 1; i < 10; i++) {
      assertThat(server.times.get(i) - server.times.get(i - 1))
          .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(29));
    }
  }

  @Test
  void whatComesBack_isKeptWithItsAge_andAPauseFollows() {
    TakingServer server = new TakingServer();
    server.calm = true;
    server.returns.set(1);
    Spool spool = start(server);
    server.spool = spool;
    spool.offer(envelopes.event(1));
    await().until(() -> server.times.size() == 2);
    assertThat(server.times.get(1) - server.times.get(0))
        .isGreaterThan(TestSpool.QUICK.pauseNanos() / 2);
    await().until(() -> kept().isEmpty());
    assertThat(server.numbers()).containsExactly(1);
    assertThat(server.since).hasSize(2);
    assertThat(server.since.get(1)).isEqualTo(server.since.get(0));
  }

  @Test
  void whatSentryWantsToHearNothingOf_staysOnDisk_andTheRestGoes() {
    TakingServer server = new TakingServer();
    server.limited.add(ItemType.EVENT);
    Spool spool = start(server);
    spool.offer(envelopes.event(1));
    spool.offer(envelopes.spans(2));
    await().until(() -> kept().size() == 2);
    server.calm = true;
    await().until(() -> server.numbers().equals(List.of(2)));
    await().until(() -> kept().size() == 1);
    server.limited.clear();
    await().until(() -> kept().isEmpty());
    assertThat(server.numbers()).containsExactly(2, 1);
  }

  @Test
  void limitInTheMiddleOfAFile_putsTheRestBack() {
    TakingServer server = new TakingServer();
    Spool spool = start(server);
    IntStream.range(0, 10).forEach(i -> spool.offer(envelopes.spans(i)));
    await().until(() -> !kept().isEmpty());
    server.limitAfter = 4;
    server.calm = true;
    await().until(() -> server.numbers().size() == 4 && sending().isEmpty());
    server.limitAfter = Integer.MAX_VALUE;
    server.limited.clear();
    await().until(() -> kept().isEmpty());
    assertThat(server.numbers()).hasSize(10).doesNotHaveDuplicates();
    assertThat(lost()).isEmpty();
  }

  @Test
  void fullDisk_isSaidOnceAndCounted_andForgottenWhenThereIsRoom() {
    AtomicBoolean full = new AtomicBoolean(true);
    TakingServer server = new TakingServer();
    Spool spool =
        start(
            server,
            DSN,
            TestSpool.QUICK,
            (file, bytes) -> {
              if (full.get()) {
                throw new IOException("No space left on device");
              }
              SpoolFolder.write(file, bytes);
            });
    spool.offer(envelopes.event(1));
    await().until(() -> !spool.offer(envelopes.event(2)));
    full.set(false);
    await().until(() -> spool.offer(envelopes.event(3)));
    server.calm = true;
    await().until(() -> server.numbers().contains(3));
    assertThat(server.numbers()).doesNotContain(1);
    assertThat(lost()).startsWith("network_error:error=");
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("cannot write to the spool in", "No space left on device");
  }

  @Test
  void diskThatHangs_holdsNobodyUp_andWhatWaitsForItIsBounded() {
    CountDownLatch hangs = new CountDownLatch(1);
    Spool spool =
        start(
            new TakingServer(),
            DSN,
            TestSpool.QUICK,
            (file, bytes) -> {
              try {
                hangs.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    int offered = 12_000;
    long start = System.nanoTime();
    for (int i = 0; i < offered; i++) {
      assertThat(spool.offer(envelopes.spans(i))).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    assertThat(lost()).startsWith("queue_overflow:span=");
    start = System.nanoTime();
    assertThat(spool.close(TimeUnit.MILLISECONDS.toNanos(200))).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(lost()).startsWith("network_error:span=");
    hangs.countDown();
  }

  @Test
  void directoryThatIsTakenAway_isMadeAgain() throws IOException {
    TakingServer server = new TakingServer();
    Spool spool = start(server);
    spool.offer(envelopes.spans(1));
    await().until(() -> kept().size() == 1);
    try (var all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directory)) {
          Files.delete(path);
        }
      }
    }
    spool.offer(envelopes.event(2));
    await().until(() -> kept().size() == 1);
    server.calm = true;
    await().until(() -> server.numbers().equals(List.of(2)));
    assertThat(lost()).isEqualTo("network_error:span=2");
  }

  @Test
  void directoryThatIsNotUsed_isSaidAndTakesNothing() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Spool spool = start(new TakingServer(), file, DSN, TestSpool.QUICK, SpoolFolder::write);
    await().until(() -> !spool.offer(envelopes.event(1)));
    assertThat(lines())
        .containsExactly(
            "[mcp-sentry] SENTRY_SPOOL_DIR is not used: " + file + " is not a directory");
  }
}
