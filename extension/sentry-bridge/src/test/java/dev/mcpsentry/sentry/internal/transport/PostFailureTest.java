package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.mcpsentry.sentry.internal.transport.EnvelopePostTest.Kind;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways to post tell the same of the same misfortune, and post nothing twice. */
@Timeout(60)
class PostFailureTest {

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final byte[] ENVELOPE = "{}\n".getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
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
    assertThat(failure(kind.to(dsn(), 200)).progress()).isEqualTo(Progress.LATE);
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
    return kind.to(dsn(), 20_000);
  }

  private String dsn() {
    return "http://publickey@127.0.0.1:" + server.getLocalPort() + "/42";
  }

  private static PostFailure failure(EnvelopePost post) {
    PostFailure failure = catchThrowableOfType(PostFailure.class, () -> post.send(ENVELOPE));
    assertThat(failure).isNotNull();
    return failure;
  }

  /** Gives these answers on every connection, then ends it; "wait" is none, without an end. */
  private void answer(String... answers) {
    Thread serving =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = server.accept();
                  connections.incrementAndGet();
                  serve(socket, answers);
                } catch (IOException closed) {
                  return;
                }
              }
            });
    serving.setDaemon(true);
    serving.start();
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
                  out.write(answer.getBytes(StandardCharsets.US_ASCII));
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
