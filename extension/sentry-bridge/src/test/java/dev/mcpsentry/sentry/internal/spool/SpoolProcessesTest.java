package dev.mcpsentry.sentry.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.TestEnvelopes;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a directory, and are killed while they write. */
@Timeout(180)
class SpoolProcessesTest {

  private static final String DSN = "http://publickey@127.0.0.1:1/42";
  private static final int SECOND = 100_000_000;

  @TempDir Path directory;
  @TempDir Path outputs;
  private final ClientReports reports = new ClientReports();
  private final List<Integer> received = new CopyOnWriteArrayList<>();
  private final List<Process> children = new CopyOnWriteArrayList<>();
  private final List<Spool> running = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process child : children) {
      child.destroyForcibly().waitFor();
    }
    running.forEach(spool -> spool.close(TimeUnit.SECONDS.toNanos(20)));
  }

  @Test
  void processThatIsKilled_leavesWholeFilesToOneHeir_andTheLivingAreLeftAlone() throws Exception {
    Process killed = child(0);
    awaiting().until(() -> TestSpool.files(directory).size() > 100);
    Process living = child(SECOND);
    int before = TestSpool.files(directory).size();
    awaiting().until(() -> written() >= SECOND && TestSpool.files(directory).size() > before + 100);
    // SIGKILL, in the middle of whatever it is doing
    killed.destroyForcibly().waitFor();

    start();
    start();
    awaiting().until(() -> received.size() > 100);
    awaiting().until(() -> folders() == 3);
    awaiting().until(this::isQuiet);

    assertThat(received).doesNotHaveDuplicates().allMatch(number -> number < SECOND);
    assertThat(received).anyMatch(number -> number % 10 == 0);
    assertThat(TestEnvelopes.losses(reports)).as("lost of whole files").isEmpty();
    assertThat(living.isAlive()).isTrue();
    long until = written();
    awaiting().until(() -> written() > until);
  }

  // JVMs take their time on a busy machine
  private static ConditionFactory awaiting() {
    return await().atMost(Duration.ofMinutes(1));
  }

  private int quietFor;
  private int seen;

  private boolean isQuiet() {
    quietFor = received.size() == seen ? quietFor + 1 : 0;
    seen = received.size();
    return quietFor > 5;
  }

  private long folders() {
    try (Stream<Path> folders = Files.list(SpoolDirectory.of(directory, Dsn.parse(DSN)))) {
      return folders.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process child(int from) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SpoolProgram.class.getName(),
                directory.toString(),
                DSN,
                String.valueOf(from))
            .redirectErrorStream(true)
            .redirectOutput(outputs.resolve(String.valueOf(from)).toFile())
            .start();
    children.add(child);
    return child;
  }

  /** The number that the living child has come to. */
  private long written() {
    try {
      List<String> lines = Files.readAllLines(outputs.resolve(String.valueOf(SECOND)));
      // the last may be half a line
      return lines.size() < 2 ? 0 : Long.parseLong(lines.get(lines.size() - 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() {
    SpoolLimits quick = TestSpool.QUICK;
    SpoolLimits many =
        new SpoolLimits(
            64 << 20,
            100_000,
            quick.fileBytes(),
            quick.lingerNanos(),
            1,
            quick.pauseNanos(),
            quick.lookNanos(),
            quick.ageMillis());
    Spool spool =
        new Spool(
            directory,
            Dsn.parse(DSN),
            reports,
            new StderrLog(new PrintStream(OutputStream.nullOutputStream())),
            many,
            SpoolFolder::write,
            () -> 1.0);
    Thread thread = new Thread(() -> spool.run(new Received()));
    thread.setDaemon(true);
    thread.start();
    running.add(spool);
  }

  private final class Received implements Spool.Outlet {

    @Override
    public boolean isCalm() {
      return true;
    }

    @Override
    public boolean isLimited(ItemType type) {
      return false;
    }

    @Override
    public void resend(Envelope envelope) {
      received.add(SpoolEnvelopes.number(envelope));
      envelope.end();
    }
  }
}
