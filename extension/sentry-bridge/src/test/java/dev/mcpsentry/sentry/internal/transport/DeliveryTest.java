package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.TestEnvelopes;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the sender does about each way in which a post can end. */
@Timeout(60)
class DeliveryTest {

  private static final BridgeOptions OPTIONS = TestOptions.to("http://publickey@localhost/42");

  private final Script script = new Script();
  private final ClientReports reports = new ClientReports();
  private final TestEnvelopes envelopes = new TestEnvelopes(OPTIONS);
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch printing = new CountDownLatch(1);
  private Sender sender = sender(OutputStream.nullOutputStream());

  @AfterEach
  void stop() {
    read.countDown();
    sender.close(0);
  }

  @Test
  void lateAnswer_isNotAskedForAgain() {
    script.then(Progress.LATE, false).then(200);
    sender.submit(event());
    awaitSettled();
    assertThat(script.sent).hasSize(1);
    assertThat(lost("network_error", "error")).isEqualTo(1);
  }

  @Test
  void sessionsThatMayHaveArrived_areLostWithAllTheyHold() {
    script.then(Progress.UNANSWERED, true).then(200);
    sender.submit(envelopes.sessions(new JsonBytes().beginObject().endObject(), 25));
    awaitSettled();
    assertThat(script.sent).hasSize(1);
    assertThat(lost("network_error", "session")).isEqualTo(25);
  }

  @Test
  void clientReportThatMayHaveArrived_isToldOnce() {
    script.then(Progress.UNANSWERED, true).then(200);
    reports.count(DiscardReason.SEND_ERROR, DataCategory.ERROR, 3);
    sender.submit(report());
    awaitSettled();
    assertThat(script.sent).hasSize(1);
    assertThat(TestEnvelopes.dropped(reports)).isZero();
  }

  @Test
  void clientReportThatDidNotLeave_isToldLater() {
    script.then(Progress.UNSENT, false).then(Progress.UNSENT, false);
    reports.count(DiscardReason.SEND_ERROR, DataCategory.ERROR, 3);
    sender.submit(report());
    awaitSettled();
    assertThat(script.sent).hasSize(2);
    assertThat(lost("send_error", "error")).isEqualTo(3);
  }

  @Test
  void onlyWhatCannotBeRepeated_avoidsOldConnections() {
    sender.submit(event());
    awaitSettled();
    assertThat(script.drops).hasValue(0);
    sender.submit(envelopes.sessions(new JsonBytes().beginObject().endObject(), 1));
    awaitSettled();
    assertThat(script.drops).hasValue(1);
  }

  @Test
  void staleConnection_isReplacedAtOnce() {
    script.then(Progress.UNANSWERED, true).then(200);
    sender.submit(event());
    awaitSettled();
    assertThat(script.sent).hasSize(2);
    assertThat(TestEnvelopes.dropped(reports)).isZero();
  }

  @Test
  void serverThatNeverReadsToTheEnd_isNotFedForEver() {
    script.then(Progress.UNSENT, false).then(Progress.UNSENT, false).then(200);
    sender.submit(event());
    awaitSettled();
    assertThat(script.sent).hasSize(2);
    assertThat(lost("network_error", "error")).isEqualTo(1);
  }

  @Test
  void serverOutOfReach_costsNothingHoweverOften() {
    for (int i = 0; i < 3; i++) {
      script.then(Progress.UNCONNECTED, false);
    }
    sender.submit(envelopes.sessions(new JsonBytes().beginObject().endObject(), 1));
    awaitSettled();
    assertThat(script.sent).hasSize(4);
    assertThat(TestEnvelopes.dropped(reports)).isZero();
  }

  @Test
  void errorInTheErrorPath_leavesNothingInFlight() {
    sender =
        sender(
            new OutputStream() {
              @Override
              public void write(int b) {
                throw new OutOfMemoryError("no line for you");
              }
            });
    script.then(new OutOfMemoryError("no answer for you")).then(200);
    sender.submit(event());
    sender.submit(event());
    awaitSettled();
    assertThat(script.sent).hasSize(2);
    assertThat(lost("internal_sdk_error", "error")).isEqualTo(1);
  }

  @Test
  void clientReportThatIsRefused_isToldLater() {
    script.then(429);
    reports.count(DiscardReason.SEND_ERROR, DataCategory.ERROR, 3);
    sender.submit(report());
    awaitSettled();
    assertThat(lost("send_error", "error")).isEqualTo(3);
  }

  @Test
  void errorAroundAPost_leavesNothingInFlight() {
    script.dropsFail = true;
    sender.submit(envelopes.sessions(new JsonBytes().beginObject().endObject(), 7));
    awaitSettled();
    assertThat(lost("internal_sdk_error", "session")).isEqualTo(7);
  }

  @Test
  void laneThatDies_isReplacedWithTheNextEnvelope() {
    AtomicInteger lanes = new AtomicInteger();
    sender =
        sender(
            OutputStream.nullOutputStream(),
            () -> {
              if (lanes.incrementAndGet() == 1) {
                throw new OutOfMemoryError("no lane for you");
              }
              return script;
            });
    sender.submit(event());
    await()
        .until(
            () -> {
              sender.submit(event());
              return sender.settled() > 0;
            });
    awaitSettled();
    assertThat(lanes.get()).isGreaterThan(1);
    assertThat(TestEnvelopes.dropped(reports)).isZero();
  }

  @Test
  void lineThatHangs_holdsNobodyElseUp() throws InterruptedException {
    sender = sender(new FullPipe());
    script.then(Progress.UNCONNECTED, false);
    sender.submit(event());
    printing.await();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          sender.submit(event());
          assertThat(sender.settled()).isZero();
          sender.endStuckRequests();
        });
  }

  private Sender sender(OutputStream stderr) {
    return sender(stderr, () -> script);
  }

  private Sender sender(OutputStream stderr, Supplier<EnvelopePost> posts) {
    return new Sender(
        OPTIONS,
        reports,
        new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8)),
        Map.of(),
        posts);
  }

  private void awaitSettled() {
    await().until(() -> sender.settled() == sender.submitted());
  }

  private Envelope event() {
    JsonBytes json = new JsonBytes();
    json.beginObject().endObject();
    return envelopes.event(
        envelopes.newEventId(),
        new SampleDecision("0af7651916cd43dd8448eb211c80319c", true, 1, 0.5, null).header(null),
        json);
  }

  private Envelope report() {
    Envelope report = envelopes.clientReport(reports);
    if (report == null) {
      throw new AssertionError("nothing to report");
    }
    return report;
  }

  /** What the next client report will say. */
  private long lost(String reason, String category) {
    String report = new String(report().bytes(), StandardCharsets.UTF_8);
    String start =
        "{\"reason\":\"%s\",\"category\":\"%s\",\"quantity\":".formatted(reason, category);
    assertThat(report).contains(start);
    String rest = report.substring(report.indexOf(start) + start.length());
    return Long.parseLong(rest.substring(0, rest.indexOf('}')));
  }

  /** A post whose ends are written before; when they are used up everything succeeds. */
  private static final class Script implements EnvelopePost {
    private final Queue<Object> ends = new ArrayDeque<>();
    private final List<byte[]> sent = new ArrayList<>();
    private volatile boolean dropsFail;
    private final AtomicInteger drops = new AtomicInteger();

    Script then(Progress progress, boolean kept) {
      ends.add(new PostFailure(progress, kept, new IOException("gone")));
      return this;
    }

    Script then(int status) {
      ends.add(new HttpAnswer(status, null, null));
      return this;
    }

    Script then(Error error) {
      ends.add(error);
      return this;
    }

    @Override
    public synchronized HttpAnswer send(byte[] bytes) throws PostFailure {
      sent.add(bytes);
      Object end = ends.poll();
      if (end instanceof PostFailure failure) {
        throw failure;
      }
      if (end instanceof Error error) {
        throw error;
      }
      return end instanceof HttpAnswer answer ? answer : new HttpAnswer(200, null, null);
    }

    @Override
    public void dropUnproven() {
      drops.incrementAndGet();
      if (dropsFail) {
        throw new OutOfMemoryError("no connection for you");
      }
    }

    @Override
    public void abort() {
      if (dropsFail) {
        throw new OutOfMemoryError("no end for you");
      }
    }
  }

  /** Takes nothing until it is read. */
  private final class FullPipe extends OutputStream {

    @Override
    public void write(int b) {
      printing.countDown();
      try {
        read.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
