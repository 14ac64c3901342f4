package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.internal.envelope.Bound;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.TestEnvelopes;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderTest {

  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final ClientReports reports = new ClientReports();
  private FakeIngest ingest;
  private Sender sender;
  private TestEnvelopes envelopes;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
    connect(ingest.dsn(), Map.of());
  }

  private void connect(String dsn, Map<ItemType, Bound> bounds) {
    BridgeOptions options = TestOptions.to(dsn);
    connect(dsn, bounds, () -> EnvelopePost.to(options, 5_000));
  }

  private void connect(String dsn, Map<ItemType, Bound> bounds, Supplier<EnvelopePost> posts) {
    BridgeOptions options = TestOptions.to(dsn);
    envelopes = new TestEnvelopes(options);
    sender =
        new Sender(
            options,
            reports,
            new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8)),
            bounds,
            posts);
  }

  @AfterEach
  void stop() {
    sender.close(0);
    ingest.close();
  }

  @Test
  void manyEnvelopes_shareOneConnection() {
    for (int i = 0; i < 50; i++) {
      sender.submit(transaction(0));
      awaitSettled();
    }
    assertThat(ingest.faults()).isEmpty();
    assertThat(ingest.items("transaction")).hasSize(50);
    assertThat(ingest.connections()).isEqualTo(1);
  }

  @Test
  void burst_arrivesInFullOverAFewConnections() {
    for (int i = 0; i < 2_000; i++) {
      sender.submit(transaction(0));
    }
    awaitSettled();
    assertThat(ingest.items("transaction")).hasSize(2_000);
    assertThat(ingest.connections()).isBetween(1, Sender.MAX_LANES);
  }

  @Test
  void distantServer_isFedOverMoreConnections() {
    ingest.delay(Duration.ofMillis(100));
    for (int i = 0; i < 400; i++) {
      sender.submit(transaction(0));
    }
    awaitSettled();
    assertThat(ingest.items("transaction")).hasSize(400);
    assertThat(ingest.connections()).isBetween(5, Sender.MAX_LANES);
  }

  @Test
  void shortSessionFarFromTheServer_arrivesInFullAtItsEnd() {
    ingest.delay(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      sender.submit(transaction(0));
    }
    // hardly more than one round trip
    sender.close(Duration.ofMillis(2_500).toNanos());
    assertThat(ingest.items("transaction")).hasSize(100);
    assertThat(lines()).isEmpty();
  }

  @Test
  void afterABurst_oneConnectionDoesTheWorkAndTheOthersMayEnd() {
    Map<EnvelopePost, Integer> used = new ConcurrentHashMap<>();
    AtomicInteger made = new AtomicInteger();
    CountDownLatch burst = new CountDownLatch(1);
    connect(
        ingest.dsn(),
        Map.of(),
        () -> {
          made.incrementAndGet();
          return new CountingPost(used, burst);
        });
    for (int i = 0; i < 1_000; i++) {
      sender.submit(transaction(0));
    }
    burst.countDown();
    awaitSettled();
    assertThat(made.get()).isGreaterThan(5);
    used.clear();
    for (int i = 0; i < 20; i++) {
      awaitIdle();
      sender.submit(transaction(0));
      awaitSettled();
    }
    assertThat(used).hasSizeLessThan(3);
  }

  @Test
  void whatWaitsBehindARequestThatHangs_goesAnotherWay() {
    Map<EnvelopePost, Integer> used = new ConcurrentHashMap<>();
    CountDownLatch burst = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    connect(
        ingest.dsn(),
        Map.of(),
        () -> new CountingPost(used, made.incrementAndGet() == 1 ? never : burst));
    // the first to be made hangs on the first it takes
    for (int i = 0; i < 200; i++) {
      sender.submit(transaction(0));
    }
    burst.countDown();
    await().until(() -> sender.settled() == sender.submitted() - 1);
    await().until(() -> lanes().filter(SenderTest::isWaitingForMore).count() >= made.get() - 1);
    sender.submit(transaction(0));
    // long before those that rest would look by themselves
    await()
        .atMost(Duration.ofSeconds(3))
        .until(
            () -> {
              sender.overtakeHanging();
              return sender.settled() == sender.submitted() - 1;
            });
    never.countDown();
    awaitSettled();
  }

  @Test
  void whatWasDropped_isToldOnStderr() {
    ingest.reply(413, Map.of());
    sender.submit(transaction(4));
    awaitSettled();
    ingest.reply(200, Map.of());
    report();
    sender.tellDrops();
    assertThat(lines())
        .filteredOn(line -> line.contains("dropped in the last minute"))
        .singleElement()
        .asString()
        .endsWith("send_error 1 transaction, 5 span");
  }

  @Test
  void whatWasDroppedBeforeTheEnd_isToldEvenIfTheReportIsLost() {
    ingest.close();
    reports.count(DiscardReason.QUEUE_OVERFLOW, DataCategory.ERROR, 5);
    report();
    sender.close(0);
    assertThat(lines()).contains("[mcp-sentry] dropped before the end: queue_overflow 5 error");
  }

  @Test
  void largeEnvelope_isCompressedAndArrives() {
    JsonBytes json = new JsonBytes();
    json.beginObject().field("text", "lorem ipsum ".repeat(10_000)).endObject();
    sender.submit(envelopes.transaction(envelopes.newEventId(), trace(), json, 0));
    awaitSettled();
    assertThat(ingest.faults()).isEmpty();
    assertThat(ingest.payloads("transaction").get(0).path("text").asText()).hasSize(120_000);
  }

  @Test
  void closedKeptConnection_isReplacedWithoutLoss() throws IOException {
    sender.submit(transaction(0));
    awaitSettled();
    int port = ingest.port();
    ingest.close();
    ingest = new FakeIngest(port);
    sender.submit(transaction(0));
    awaitSettled();
    assertThat(ingest.items("transaction")).hasSize(1);
  }

  @Test
  void rateLimitOfACategory_stopsThatCategoryAndIsReported() {
    ingest.reply(429, Map.of("X-Sentry-Rate-Limits", "60:transaction:organization"));
    sender.submit(transaction(3));
    awaitSettled();
    ingest.reply(200, Map.of());
    sender.submit(transaction(2));
    sender.submit(event());
    report();
    awaitSettled();
    assertThat(ingest.items("transaction")).isEmpty();
    assertThat(ingest.items("event")).hasSize(1);
    // what the server refused with 429 is not reported, what was not even sent is
    assertThat(ingest.discarded("ratelimit_backoff", "transaction")).isEqualTo(1);
    assertThat(ingest.discarded("ratelimit_backoff", "span")).isEqualTo(3);
  }

  @Test
  void refusal_isReportedOnceOnStderrAndInAClientReport() {
    for (int status : new int[] {413, 500, 413}) {
      ingest.reply(status, Map.of());
      sender.submit(transaction(1));
      awaitSettled();
    }
    ingest.reply(200, Map.of());
    report();
    awaitSettled();
    assertThat(ingest.discarded("send_error", "transaction")).isEqualTo(3);
    assertThat(ingest.discarded("send_error", "span")).isEqualTo(6);
    assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("publickey"));
  }

  @Test
  void redirect_isNotFollowedAndSaid() throws IOException {
    try (FakeIngest elsewhere = new FakeIngest()) {
      ingest.reply(302, Map.of("Location", elsewhere.url()));
      sender.submit(transaction(1));
      awaitSettled();
      assertThat(elsewhere.requests()).isZero();
      assertThat(ingest.requests()).isEqualTo(1);
      assertThat(lines())
          .singleElement()
          .asString()
          .contains("answered 302, which redirects, and is not followed");
      assertThat(TestEnvelopes.dropped(reports)).isPositive();
    }
  }

  @Test
  void unreachableServer_getsWhatIsKeptWhenItComesBack() throws IOException {
    int port = ingest.port();
    String dsn = ingest.dsn();
    ingest.close();
    connect(
        dsn,
        Map.of(
            ItemType.EVENT, new Bound(2, 1 << 20),
            ItemType.CLIENT_REPORT, new Bound(2, 1 << 20),
            ItemType.TRANSACTION, new Bound(100, 1 << 20)));
    sender.submit(transaction(0));
    await().until(() -> lines().size() == 1);
    for (int i = 0; i < 5; i++) {
      sender.submit(event(i));
    }
    ingest = new FakeIngest(port);
    awaitSettled();
    report();
    awaitSettled();
    assertThat(ingest.payloads("event"))
        .extracting(event -> event.path("number").asInt())
        .containsExactly(3, 4);
    assertThat(ingest.items("transaction")).hasSize(1);
    assertThat(ingest.items().get(0).type()).isEqualTo("event");
    assertThat(ingest.discarded("network_error", "error")).isEqualTo(3);
    assertThat(lines()).hasSize(1);
  }

  @Test
  void queueIsBoundedInBytesToo() throws IOException {
    String dsn = ingest.dsn();
    ingest.close();
    int bytes = event().bytes().length;
    connect(dsn, Map.of(ItemType.EVENT, new Bound(1_000, 3L * bytes)));
    for (int i = 0; i < 10; i++) {
      sender.submit(event(i));
    }
    // one may be on its way
    assertThat(TestEnvelopes.dropped(reports)).as("evicted").isBetween(6L, 7L);
  }

  @Test
  void unreachableServer_doesNotDelayTheEnd() {
    ingest.close();
    sender.submit(transaction(0));
    assertClosesWithin(Duration.ofSeconds(30), Duration.ofSeconds(10));
    assertThat(TestEnvelopes.dropped(reports)).isPositive();
  }

  @Test
  void silentServer_doesNotDelayTheEndBeyondTheBudget() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      connect("http://publickey@127.0.0.1:" + silent.getLocalPort() + "/42", Map.of());
      for (int i = 0; i < 100; i++) {
        sender.submit(transaction(0));
      }
      assertClosesWithin(Duration.ofMillis(500), Duration.ofSeconds(4));
      await().until(SenderTest::noLaneIsAlive);
    }
  }

  @Test
  void notHttp_isDroppedAfterTwoAttemptsAndReported() throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      AtomicInteger attempts = answerRudely(rude);
      sender.submit(event());
      awaitSettled();
      assertThat(attempts).hasValue(2);
      assertThat(TestEnvelopes.dropped(reports)).isEqualTo(1);
    }
  }

  @Test
  void sessionsThatMayHaveArrived_areNotSentAgain() throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      AtomicInteger attempts = answerRudely(rude);
      sender.submit(envelopes.sessions(new JsonBytes().beginObject().endObject(), 1));
      awaitSettled();
      assertThat(attempts).hasValue(1);
      assertThat(TestEnvelopes.dropped(reports)).isEqualTo(1);
    }
  }

  private AtomicInteger answerRudely(ServerSocket rude) {
    AtomicInteger attempts = new AtomicInteger();
    Thread answers =
        new Thread(
            () -> {
              while (!rude.isClosed()) {
                try (var socket = rude.accept()) {
                  attempts.incrementAndGet();
                  socket
                      .getOutputStream()
                      .write("220 smtp.example\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                  return;
                }
              }
            });
    answers.setDaemon(true);
    answers.start();
    connect("http://publickey@127.0.0.1:" + rude.getLocalPort() + "/42", Map.of());
    return attempts;
  }

  private void assertClosesWithin(Duration budget, Duration limit) {
    long start = System.nanoTime();
    sender.close(budget.toNanos());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
  }

  private static boolean noLaneIsAlive() {
    return lanes().findAny().isEmpty();
  }

  private static Stream<Thread> lanes() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("mcp-sentry-sender"));
  }

  private void awaitSettled() {
    await().atMost(Duration.ofMinutes(1)).until(() -> sender.settled() == sender.submitted());
  }

  private void report() {
    Envelope report = envelopes.clientReport(reports);
    if (report == null) {
      throw new AssertionError("nothing to report");
    }
    sender.submit(report);
  }

  private List<String> lines() {
    return stderr.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private Envelope transaction(int spans) {
    JsonBytes json = new JsonBytes();
    json.beginObject().field("type", "transaction").endObject();
    return envelopes.transaction(envelopes.newEventId(), trace(), json, spans);
  }

  private Envelope event() {
    return event(0);
  }

  private Envelope event(int number) {
    JsonBytes json = new JsonBytes();
    json.beginObject().field("number", number).endObject();
    return envelopes.event(envelopes.newEventId(), trace(), json);
  }

  private static TraceHeader trace() {
    return new SampleDecision(TRACE_ID, true, 1, 0.5, null).header("tools/call add");
  }

  /** Waits until whoever sent last waits for more. */
  private static void awaitIdle() {
    await().until(() -> lanes().allMatch(SenderTest::isWaitingForMore));
  }

  private static boolean isWaitingForMore(Thread lane) {
    return lane.getState() == Thread.State.TIMED_WAITING;
  }

  /** Answers at once after a burst, and says who was asked. */
  private static final class CountingPost implements EnvelopePost {

    private final Map<EnvelopePost, Integer> used;
    private final CountDownLatch burst;

    CountingPost(Map<EnvelopePost, Integer> used, CountDownLatch burst) {
      this.used = used;
      this.burst = burst;
    }

    @Override
    public HttpAnswer send(byte[] bytes) {
      try {
        burst.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      used.merge(this, 1, Integer::sum);
      return new HttpAnswer(200, null, null);
    }

    @Override
    public void dropUnproven() {}

    @Override
    public void abort() {}
  }
}
