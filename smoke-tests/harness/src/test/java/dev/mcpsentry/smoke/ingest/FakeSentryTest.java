package dev.mcpsentry.smoke.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeSentryTest {

  private static final String AUTH =
      "Sentry sentry_version=7,sentry_client=test/1,sentry_key=" + Dsn.DEMO.key();

  private final FakeSentry sentry = FakeSentry.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    sentry.close();
  }

  @Test
  void acceptedEnvelope_isAnsweredWithItsIdAndDecoded() throws Exception {
    HttpResponse<String> answer = send(AUTH, bytes(Sample.transaction()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(Sample.ID);
    Transaction transaction = sentry.received().transaction("tools/call echo");
    assertThat(transaction.op()).isEqualTo("mcp.server");
    assertThat(transaction.status()).isEqualTo("ok");
    assertThat(transaction.traceId()).isEqualTo(Sample.TRACE);
    assertThat(transaction.spanId()).isEqualTo(Sample.SPAN);
    assertThat(transaction.data("mcp.tool.name")).isEqualTo("echo");
    assertThat(sentry.received().rejections()).isEmpty();
  }

  @Test
  void errorEvent_isDecoded() throws Exception {
    send(AUTH, bytes(Sample.event()));

    ExceptionValue thrown = sentry.received().events().get(0).thrown();
    assertThat(thrown.className()).isEqualTo("java.lang.IllegalStateException");
    assertThat(thrown.message()).isEqualTo("kaboom ü");
    assertThat(thrown.frames()).containsExactly("a.B.c");
  }

  @Test
  void clientReportsSessionsLogsAndMetrics_areDecoded() throws Exception {
    send(AUTH, bytes(Sample.clientReport()));
    send(AUTH, bytes(Sample.sessions("2026-11-21T00:01:00Z")));
    send(AUTH, bytes(Sample.container("log", LogRules.CONTENT_TYPE, 1, Sample.log(Sample.TRACE))));
    send(
        AUTH,
        bytes(
            Sample.container(
                "trace_metric", MetricRules.CONTENT_TYPE, 1, Sample.metric(Sample.TRACE, "m"))));

    Received received = sentry.received();
    assertThat(received.discarded())
        .containsExactly(new Discarded("queue_overflow", "transaction", 2));
    assertThat(received.sessionBuckets().get(0).exited()).isEqualTo(3);
    assertThat(received.sessionBuckets().get(0).crashed()).isEqualTo(1);
    assertThat(received.logs().get(0).attribute("n")).isEqualTo("1");
    assertThat(received.metrics().get(0).name()).isEqualTo("m");
    assertThat(sentry.count("log")).isEqualTo(1);
  }

  @Test
  void gzip_isUnpacked() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes(Sample.transaction()));
    }

    HttpResponse<String> answer =
        send(request(AUTH, packed.toByteArray()).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(sentry.everything()).contains("tools/call echo");
  }

  @Test
  void bodyThatOnlyClaimsToBeGzip_isRejected() throws Exception {
    HttpResponse<String> answer =
        send(request(AUTH, bytes(Sample.event())).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void brokenRule_isAnsweredAndRemembered() throws Exception {
    HttpResponse<String> answer = send(AUTH, bytes(Sample.item("tea", "{}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(sentry.received().rejections())
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.reason()).contains("tea"));
  }

  @Test
  void neitherAuthNorDsn_isForbidden() throws Exception {
    HttpResponse<String> answer = send(null, bytes(Sample.event()));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void dsnInTheHeader_replacesAuth() throws Exception {
    String header = Sample.header(",\"dsn\":\"" + sentry.dsn() + "\"");
    byte[] body = Sample.envelope(header, Sample.event()).getBytes(StandardCharsets.UTF_8);

    assertThat(send(null, body).statusCode()).isEqualTo(200);
  }

  @Test
  void unknownKeyVersionOrNoClient_isForbidden() throws Exception {
    byte[] body = bytes(Sample.event());

    assertThat(send(AUTH.replace("0123", "9999"), body).statusCode()).isEqualTo(403);
    assertThat(send(AUTH.replace("=7", "=6"), body).statusCode()).isEqualTo(403);
    assertThat(send(AUTH.replace("test/1", ""), body).statusCode()).isEqualTo(403);
    assertThat(send(AUTH.replace("Sentry ", "Basic "), body).statusCode()).isEqualTo(403);
  }

  @Test
  void anotherProject_isForbidden() throws Exception {
    HttpRequest.Builder request =
        request(AUTH, bytes(Sample.event())).uri(uri("/api/43/envelope/"));

    assertThat(send(request).statusCode()).isEqualTo(403);
  }

  @Test
  void anotherContentType_isRejected() throws Exception {
    HttpRequest.Builder request =
        request(AUTH, bytes(Sample.event())).setHeader("Content-Type", "application/json");

    assertThat(send(request).statusCode()).isEqualTo(400);
  }

  @Test
  void rateLimitsComeWithAcceptanceOrRefusal() throws Exception {
    sentry.behave(new Behaviour.RateLimiting(200, "60:transaction:key"));
    HttpResponse<String> accepted = send(AUTH, bytes(Sample.event()));
    sentry.behave(new Behaviour.RateLimiting(429, "60::organization"));
    HttpResponse<String> refused = send(AUTH, bytes(Sample.event()));

    assertThat(accepted.statusCode()).isEqualTo(200);
    assertThat(accepted.headers().firstValue("X-Sentry-Rate-Limits"))
        .contains("60:transaction:key");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(sentry.received().events()).hasSize(1);
  }

  @Test
  void hung_neverAnswers() {
    sentry.behave(new Behaviour.Hung());

    assertThatThrownBy(
            () -> send(request(AUTH, bytes(Sample.event())).timeout(Duration.ofSeconds(2))))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(sentry.requests()).isEqualTo(1);
  }

  @Test
  void failing_answersItsStatus() throws Exception {
    sentry.behave(new Behaviour.Failing(500));

    assertThat(send(AUTH, bytes(Sample.event())).statusCode()).isEqualTo(500);
  }

  @Test
  void slow_answersInTheEnd() throws Exception {
    sentry.behave(new Behaviour.Slow(Duration.ofMillis(50)));

    assertThat(send(AUTH, bytes(Sample.event())).statusCode()).isEqualTo(200);
  }

  @Test
  void dead_refusesConnectionsUntilRevived() throws Exception {
    String dsn = sentry.dsn();
    sentry.die();

    assertThatThrownBy(() -> send(AUTH, bytes(Sample.event())))
        .isInstanceOf(ConnectException.class);

    sentry.revive();
    assertThat(sentry.dsn()).isEqualTo(dsn);
    assertThat(send(AUTH, bytes(Sample.event())).statusCode()).isEqualTo(200);
  }

  @Test
  void keyInTheQuery_isAsGoodAsTheHeader() throws Exception {
    assertThat(sendWithQuery(Dsn.DEMO.key()).statusCode()).isEqualTo(200);
    assertThat(sendWithQuery("unknown").statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> sendWithQuery(String key) throws Exception {
    String query = "?sentry_version=7&sentry_client=test%2F1&sentry_key=" + key;
    return send(
        request(null, bytes(Sample.event()))
            .uri(uri("/api/" + Dsn.DEMO.project() + "/envelope/" + query)));
  }

  @Test
  void connectionsAreCounted() throws Exception {
    send(AUTH, bytes(Sample.event()));
    send(AUTH, bytes(Sample.event()));

    assertThat(sentry.connections()).isEqualTo(1);
  }

  private static byte[] bytes(String item) {
    return Sample.envelope(Sample.header(), item).getBytes(StandardCharsets.UTF_8);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + sentry.port() + path);
  }

  private HttpRequest.Builder request(@Nullable String auth, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/" + Dsn.DEMO.project() + "/envelope/"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-sentry-envelope")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return auth == null ? request : request.header("X-Sentry-Auth", auth);
  }

  private HttpResponse<String> send(@Nullable String auth, byte[] body)
      throws IOException, InterruptedException {
    return send(request(auth, body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
