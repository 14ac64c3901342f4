package dev.mcpsentry.sentry.internal.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.internal.envelope.Bound;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.TestEnvelopes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.spool.Spool;
import dev.mcpsentry.sentry.internal.spool.SpoolEnvelopes;
import dev.mcpsentry.sentry.internal.spool.TestSpool;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a spool nothing is lost that could be sent later, and nothing comes twice. */
@Timeout(120)
class SenderSpoolTest {

  private static final Duration BUDGET = Duration.ofMillis(1_400);
  // a machine that is busy with something else
  private static final Duration BOUND = BUDGET.plus(Duration.ofSeconds(3));

  @TempDir Path directory;
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final ClientReports reports = new ClientReports();
  private final SpoolEnvelopes envelopes = new SpoolEnvelopes();
  private final List<Sender> senders = new ArrayList<>();
  private FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() {
    senders.forEach(sender -> sender.close(0));
    ingest.close();
  }

  @Test
  void deadServerAtTheEnd_getsEverythingOnceAfterTheNextStart() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    Sender first = sender(dsn);
    submit(first, 200);
    assertThat(closing(first)).isLessThan(BOUND);
    assertThat(lines()).anyMatch(line -> line.endsWith("envelopes kept for the next start: 200"));

    ingest = new FakeIngest(port);
    Sender second = sender(dsn);
    awaitArrived(200);
    assertThat(closing(second)).isLessThan(BOUND);
    assertOnce(200);
  }

  @Test
  void serverThatComesBack_getsEverythingOnce_andIssuesFirst() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    Bound two = new Bound(2, 1 << 20);
    Sender sender = sender(dsn, Map.of(ItemType.EVENT, two, ItemType.SPAN, two), spool(dsn));
    submit(sender, 100);
    await().until(() -> !kept().isEmpty());
    sender.submit(envelopes.sessions(1_000, 5));
    ingest = new FakeIngest(port);
    awaitArrived(100);
    assertOnce(100);
    assertThat(ingest.items("sessions")).hasSize(1);
    // whoever opens the folder looks whose files it makes
    await().until(() -> kept().isEmpty());
  }

  @Test
  void serverThatHangsAtTheEnd_costsNoIssue_andHardlyAnythingElse() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    try (ServerSocket silent = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      Sender first = sender(dsn);
      submit(first, 100);
      assertThat(closing(first)).isLessThan(BOUND);
      assertThat(silent.isClosed()).isFalse();
    }
    ingest = new FakeIngest(port);
    sender(dsn);
    // what hung may have arrived, and would count twice
    await().until(() -> arrived("event").size() == 10 && arrived("span").size() >= 85);
    await().until(() -> kept().isEmpty());
    assertThat(arrived("event")).doesNotHaveDuplicates();
    assertThat(arrived("span")).doesNotHaveDuplicates();
    int lost = 90 - arrived("span").size();
    assertThat(TestEnvelopes.losses(reports))
        .isEqualTo(lost == 0 ? "" : "network_error:span=" + 2 * lost);
  }

  @Test
  void slowDisk_doesNotDelayTheEnd() throws IOException {
    String dsn = ingest.dsn();
    ingest.close();
    StderrLog log = log();
    Sender sender =
        sender(dsn, Map.of(), TestSpool.onSlowDisk(directory, dsn, reports, log, 60_000));
    submit(sender, 100);
    assertThat(closing(sender)).isLessThan(BOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://publickey@nowhere.invalid/42",
        "https://publickey@127.0.0.1:%d/42",
        "http://publickey@127.0.0.1:1/42"
      })
  void serverThatIsNotReached_costsNothing(String dsn) {
    Sender sender = sender(dsn.formatted(ingest.port()));
    submit(sender, 20);
    assertThat(closing(sender)).isLessThan(BOUND);
    assertThat(TestEnvelopes.losses(reports)).isEmpty();
    assertThat(kept()).isNotEmpty();
  }

  @Test
  void connectionsThatAreReset_costNoIssue() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    List<Socket> reset = new CopyOnWriteArrayList<>();
    try (ServerSocket rude = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      Thread resets =
          new Thread(
              () -> {
                while (!rude.isClosed()) {
                  try (Socket socket = rude.accept()) {
                    socket.setSoLinger(true, 0);
                    reset.add(socket);
                  } catch (IOException closed) {
                    return;
                  }
                }
              });
      resets.setDaemon(true);
      resets.start();
      Sender first = sender(dsn);
      first.submit(envelopes.event(1));
      await().until(() -> reset.size() >= 2);
      first.close(BUDGET.toNanos());
    }
    ingest = new FakeIngest(port);
    sender(dsn);
    await().until(() -> arrived("event").equals(List.of(1)));
    await().until(() -> kept().isEmpty());
    assertThat(TestEnvelopes.losses(reports)).isEmpty();
  }

  @Test
  void serverThatDrips_neitherDelaysTheEndNorCostsAnIssue() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    CountDownLatch dripping = new CountDownLatch(1);
    try (ServerSocket slow = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      Thread drips =
          new Thread(
              () -> {
                try (Socket socket = slow.accept()) {
                  for (byte next : "HTTP/1.1 200 OK\r\nX-Slow: ".repeat(100).getBytes(US_ASCII)) {
                    socket.getOutputStream().write(next);
                    dripping.countDown();
                    Thread.sleep(50);
                  }
                } catch (IOException | InterruptedException aborted) {
                  // as it should be
                }
              });
      drips.setDaemon(true);
      drips.start();
      Sender first = sender(dsn);
      first.submit(envelopes.event(1));
      dripping.await();
      assertThat(closing(first)).isLessThan(BOUND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ingest = new FakeIngest(port);
    sender(dsn);
    await().until(() -> arrived("event").equals(List.of(1)));
    assertThat(TestEnvelopes.losses(reports)).isEmpty();
  }

  @Test
  void whatIsKnockedWith_staysOnDisk() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    Sender first = sender(dsn);
    submit(first, 20);
    first.close(BUDGET.toNanos());
    stderr.reset();

    Sender second = sender(dsn);
    await().until(() -> lines().stream().anyMatch(line -> line.contains("cannot reach Sentry")));
    await().until(() -> kept().stream().noneMatch(file -> file.toString().endsWith(".sending")));
    assertThat(kept()).isNotEmpty();
    ingest = new FakeIngest(port);
    awaitArrived(20);
    assertOnce(20);
    assertThat(closing(second)).isLessThan(BOUND);
  }

  @Test
  void reportThatFindsNoRoom_isToldByTheNext_andTheLastIsKept() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    Sender first = sender(dsn, Map.of(ItemType.CLIENT_REPORT, new Bound(1, 1 << 16)), spool(dsn));
    for (int lost : new int[] {3, 4, 5}) {
      reports.count(DiscardReason.SEND_ERROR, DataCategory.ERROR, lost);
      first.submit(envelopes.report(reports));
    }
    await().until(() -> kept().isEmpty());
    first.close(BUDGET.toNanos());
    ingest = new FakeIngest(port);
    sender(dsn);
    await().until(() -> !ingest.items("client_report").isEmpty() && kept().isEmpty());
    assertThat(ingest.discarded("send_error", "error") + TestEnvelopes.dropped(reports))
        .isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 500, 503})
  void whatSentryRefuses_isNotKept(int status) {
    ingest.reply(status, Map.of());
    Sender sender = sender(ingest.dsn());
    sender.submit(envelopes.event(1));
    await().until(() -> sender.settled() == sender.submitted());
    sender.close(BUDGET.toNanos());
    await().until(() -> kept().isEmpty());
    assertThat(TestEnvelopes.losses(reports)).isEqualTo("send_error:error=1");
  }

  @Test
  void limitedCategory_waitsOnDisk_andTheOthersGo() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    Sender first = sender(dsn);
    submit(first, 20);
    first.close(BUDGET.toNanos());

    ingest = new FakeIngest(port);
    ingest.reply(200, Map.of("X-Sentry-Rate-Limits", "60:span:organization"));
    Sender second = sender(dsn);
    await().until(() -> arrived("event").size() == 2);
    second.close(BUDGET.toNanos());
    assertThat(kept()).isNotEmpty();
    assertThat(TestEnvelopes.losses(reports)).isEmpty();

    ingest.reply(200, Map.of());
    sender(dsn);
    awaitArrived(20);
    assertOnce(20);
  }

  @Test
  void whatComesMeanwhile_doesNotWaitForWhatWasKept() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    Sender first = sender(dsn);
    submit(first, 500);
    first.close(BUDGET.toNanos());

    ingest = new FakeIngest(port);
    Sender second = sender(dsn);
    await().until(() -> !arrived("span").isEmpty());
    second.submit(envelopes.spans(1_000));
    await().until(() -> arrived("span").contains(1_000));
    assertThat(arrived("span").indexOf(1_000)).isLessThan(400);
    await().until(() -> arrived("span").size() == 451 && kept().isEmpty());
    assertThat(arrived("span")).doesNotHaveDuplicates();
  }

  @Test
  void withoutASpool_nothingChanges() throws IOException {
    String dsn = ingest.dsn();
    ingest.close();
    Sender sender = sender(dsn, Map.of(), null);
    submit(sender, 20);
    sender.close(BUDGET.toNanos());
    assertThat(lines()).anyMatch(line -> line.contains("envelopes given up: "));
    assertThat(TestEnvelopes.losses(reports))
        .isEqualTo("network_error:error=2,network_error:span=36");
    assertThat(directory).isEmptyDirectory();
  }

  /** Numbered envelopes; every tenth is an issue, the others are of two spans. */
  private void submit(Sender sender, int count) {
    IntStream.range(0, count)
        .forEach(i -> sender.submit(i % 10 == 0 ? envelopes.event(i) : envelopes.spans(i)));
  }

  private void awaitArrived(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> arrived("event").size() + arrived("span").size() >= count);
    await().until(() -> kept().isEmpty());
  }

  private void assertOnce(int count) {
    assertThat(arrived("event")).hasSize(count / 10).doesNotHaveDuplicates();
    assertThat(arrived("span")).hasSize(count - count / 10).doesNotHaveDuplicates();
    assertThat(ingest.faults()).isEmpty();
    assertThat(TestEnvelopes.losses(reports)).isEmpty();
  }

  private List<Integer> arrived(String type) {
    return ingest.payloads(type).stream().map(item -> item.path("number").asInt()).toList();
  }

  private Duration closing(Sender sender) {
    long start = System.nanoTime();
    sender.close(BUDGET.toNanos());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Sender sender(String dsn) {
    return sender(dsn, Map.of(), spool(dsn));
  }

  private Sender sender(String dsn, Map<ItemType, Bound> bounds, Spool spool) {
    BridgeOptions options = TestOptions.to(dsn);
    Sender sender =
        new Sender(options, reports, log(), bounds, () -> EnvelopePost.to(options, 5_000), spool);
    sender.startSpool();
    senders.add(sender);
    return sender;
  }

  private Spool spool(String dsn) {
    return TestSpool.in(directory, dsn, reports, log());
  }

  private StderrLog log() {
    return new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8));
  }

  private List<Path> kept() {
    return TestSpool.files(directory);
  }

  private List<String> lines() {
    return stderr.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
