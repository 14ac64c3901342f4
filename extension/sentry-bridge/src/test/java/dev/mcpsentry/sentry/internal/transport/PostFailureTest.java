package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.ProxyServer;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Straight and through a proxy, the same is told of the same misfortune, and nothing sent twice.
 */
@Timeout(60)
class PostFailureTest {

  /** How the server is reached. */
  enum Kind {
    DIRECT,
    PROXIED
  }

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final byte[] ENVELOPE = "{}\n".getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicReference<String[]> script = new AtomicReference<>();
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void refusedConnection_isUnconnected(Kind kind) throws IOException {
    server.close();
    assertThat(failure(post(kind)).progress()).isEqualTo(Progress.UNCONNECTED);
  }

  @ParameterizedTest
  @EnumSource
  void connectionThatEndsWithoutAByte_isUnanswered(Kind kind) {
    answer("");
    PostFailure failure = failure(post(kind));
    assertThat(failure.progress()).isEqualTo(Progress.UNANSWERED);
    assertThat(failure.mayHaveBeenStale()).isFalse();
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void keptConnectionThatEndsWithoutAByte_mayHaveBeenStale(Kind kind) throws IOException {
    answer(ANSWER, "");
    EnvelopePost post = post(kind);
    assertThat(post.send(ENVELOPE).status()).isEqualTo(200);
    PostFailure failure = failure(post);
    assertThat(failure.progress()).isEqualTo(Progress.UNANSWERED);
    assertThat(failure.mayHaveBeenStale()).isTrue();
    assertThat(requests).hasValue(2);
    assertThat(connections).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotHttp_isGarbled(Kind kind) {
    answer("220 smtp.example ready for you\r\n");
    assertThat(failure(post(kind)).progress()).isEqualTo(Progress.GARBLED);
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void answerThatDoesNotCome_isLate(Kind kind) {
    answer("wait");
    assertThat(failure(post(kind, 200)).progress()).isEqualTo(Progress.LATE);
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void answerThatBreaksOffInItsBody_isAnAnswer(Kind kind) throws IOException {
    answer("HTTP/1.1 202 Accepted\r\nContent-Length: 500\r\n\r\n{");
    assertThat(post(kind).send(ENVELOPE).status()).isEqualTo(202);
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void answersNobodyExpects_areStillAnswers(Kind kind) throws IOException {
    for (String head :
        new String[] {
          "HTTP/1.0 200 OK\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\n"
              + "Content-Encoding: gzip\r\n"
              + "Content-Length: 3\r\n\r\n"
              + "\u001f\u008b\u0008",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
          "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.invalid/\r\nContent-Length: 0\r\n\r\n",
        }) {
      requests.set(0);
      answer(head);
      int status = head.contains("302") ? 302 : 200;
      EnvelopePost post = post(kind);
      assertThat(post.send(ENVELOPE).status()).as(head).isEqualTo(status);
      post.abort();
      assertThat(requests).as(head).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersWithoutAMeaning_areGarbled(Kind kind) {
    for (String head :
        new String[] {
          "HTTP/1.1 20", "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n", "\r\n\r\n",
        }) {
      answer(head);
      assertThat(failure(post(kind)).progress()).as(head).isEqualTo(Progress.GARBLED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void headerWithoutEnd_isGivenUp(Kind kind) {
    for (String head :
        new String[] {
          "HTTP/1.1 200 OK\r\nX: " + "x".repeat(10_000_000),
          "HTTP/1.1 102 Processing\r\n\r\n".repeat(100_000),
        }) {
      answer(head);
      assertThat(failure(post(kind)).progress()).isEqualTo(Progress.GARBLED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void unprovenConnection_isNotUsedAgain(Kind kind) throws IOException {
    answer(ANSWER, ANSWER, ANSWER);
    EnvelopePost post = post(kind);
    post.send(ENVELOPE);
    long answered = System.nanoTime();
    post.dropUnproven();
    if (System.nanoTime() - answered < EnvelopePost.PROVEN_NANOS) {
      post.send(ENVELOPE);
      assertThat(connections).hasValue(1);
    }
    long start = System.nanoTime();
    await().until(() -> System.nanoTime() - start > EnvelopePost.PROVEN_NANOS);
    int before = connections.get();
    post.dropUnproven();
    post.send(ENVELOPE);
    assertThat(connections).hasValue(before + 1);
  }

  private EnvelopePost post(Kind kind) {
    return post(kind, 20_000);
  }

  private EnvelopePost post(Kind kind, int timeoutMillis) {
    int port = server.getLocalPort();
    return switch (kind) {
      case DIRECT ->
          new SocketPost(
              Dsn.parse("http://publickey@127.0.0.1:" + port + "/42"),
              new Route.Direct(),
              timeoutMillis);
      case PROXIED ->
          new SocketPost(
              Dsn.parse("http://publickey@sentry.invalid/42"),
              new Route.Http(new ProxyServer("127.0.0.1", port, null, null), false),
              timeoutMillis);
    };
  }

  private static PostFailure failure(EnvelopePost post) {
    PostFailure failure = catchThrowableOfType(PostFailure.class, () -> post.send(ENVELOPE));
    assertThat(failure).isNotNull();
    return failure;
  }

  /** Gives these answers on every connection, then ends it; "wait" is none, without an end. */
  private void answer(String... answers) {
    if (script.getAndSet(answers) == null) {
      Thread serving = new Thread(this::accept);
      serving.setDaemon(true);
      serving.start();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        serve(socket, script.get());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, String... answers) {
    Thread serving =
        new Thread(
            () -> {
              try (socket) {
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                for (String answer : answers) {
                  if (!readRequest(in)) {
                    return;
                  }
                  requests.incrementAndGet();
                  if (answer.equals("wait")) {
                    readRequest(in);
                    return;
                  }
                  out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                  out.flush();
                }
              } catch (IOException gone) {
                // the other end is through
              }
            });
    serving.setDaemon(true);
    serving.start();
  }

  /** Up to the end of the body, which is the envelope; false at the end of the connection. */
  private static boolean readRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    String end = "\r\n\r\n" + new String(ENVELOPE, StandardCharsets.US_ASCII);
    while (request.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      request.append((char) next);
    }
    return true;
  }
}
