package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpsServer;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.internal.envelope.TestEnvelopes;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopePostTest {

  @Test
  void http_goesOverOneSocketOfOurOwn() throws IOException {
    try (FakeIngest ingest = new FakeIngest()) {
      EnvelopePost post = direct(ingest.dsn());
      for (int i = 0; i < 3; i++) {
        assertThat(post.send(envelope()).status()).isEqualTo(200);
      }
      post.abort();
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.connections()).isEqualTo(1);
    }
  }

  @Test
  void https_checksTheServersNameAndThenSpeaksHttp(@TempDir Path directory) throws Exception {
    SSLContext context = TestTls.serverWithItsOwnAuthority("CN=test", directory);
    HttpsServer server = TestTls.acceptingServer(context);
    SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
    try {
      HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
      int port = server.getAddress().getPort();
      EnvelopePost right = direct("https://key@127.0.0.1:" + port + "/1");
      assertThat(right.send(envelope()).status()).isEqualTo(202);
      assertThat(right.send(envelope()).status()).isEqualTo(202);
      right.abort();
      EnvelopePost wrong = direct("https://key@localhost:" + port + "/1");
      assertThatExceptionOfType(PostFailure.class)
          .isThrownBy(() -> wrong.send(envelope()))
          .withCauseInstanceOf(SSLException.class)
          .satisfies(failure -> assertThat(failure.progress()).isEqualTo(Progress.UNCONNECTED));
    } finally {
      HttpsURLConnection.setDefaultSSLSocketFactory(before);
      server.stop(0);
    }
  }

  @Test
  void authorityThatSentrysSdkDistrusts_isRefused(@TempDir Path directory) throws Exception {
    // one of the eight of DistrustedCertificates in 8.63.0, made up again
    String distrusted = "CN=EM DV TLS CA - G3B, O=eMudhra BV, C=NL";
    for (String authority : new String[] {"CN=Somebody Else, O=eMudhra BV, C=NL", distrusted}) {
      Path keys = Files.createDirectory(directory.resolve(authority.substring(3, 8)));
      SSLContext context = TestTls.serverWithItsOwnAuthority(authority, keys);
      HttpsServer server = TestTls.acceptingServer(context);
      SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
      try {
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
        int port = server.getAddress().getPort();
        EnvelopePost post = direct("https://key@127.0.0.1:" + port + "/1");
        if (authority.equals(distrusted)) {
          assertThatExceptionOfType(PostFailure.class)
              .isThrownBy(() -> post.send(envelope()))
              .withCauseInstanceOf(SSLException.class)
              .satisfies(failure -> assertThat(failure.progress()).isEqualTo(Progress.UNCONNECTED));
        } else {
          assertThat(post.send(envelope()).status()).isEqualTo(202);
          assertThat(post.send(envelope()).status()).isEqualTo(202);
        }
        post.abort();
      } finally {
        HttpsURLConnection.setDefaultSSLSocketFactory(before);
        server.stop(0);
      }
    }
  }

  @Test
  void abort_endsAWriteOverTlsThatNobodyReads(@TempDir Path directory) throws Exception {
    SSLContext context = TestTls.serverWithItsOwnAuthority("CN=test", directory);
    SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
    try (SSLServerSocket silent =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      silent.setReceiveBufferSize(16 * 1024);
      HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
      EnvelopePost post = direct("https://key@127.0.0.1:" + silent.getLocalPort() + "/1");
      byte[] incompressible = new byte[16 << 20];
      ThreadLocalRandom.current().nextBytes(incompressible);
      CompletableFuture<Throwable> sent = new CompletableFuture<>();
      Thread sending =
          new Thread(
              () -> {
                try {
                  sent.complete(new AssertionError("answered " + post.send(incompressible)));
                } catch (IOException aborted) {
                  sent.complete(aborted);
                }
              });
      sending.setDaemon(true);
      sending.start();
      try (SSLSocket accepted = (SSLSocket) silent.accept()) {
        accepted.startHandshake();
        await().until(() -> isWriting(sending));
        assertTimeoutPreemptively(Duration.ofSeconds(10), post::abort);
        assertThat(sent.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
      }
    } finally {
      HttpsURLConnection.setDefaultSSLSocketFactory(before);
    }
  }

  private static EnvelopePost direct(String dsn) {
    return new SocketPost(Dsn.parse(dsn), new Route.Direct(), 5_000);
  }

  private static boolean isWriting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getMethodName().equals("write")
                    && frame.getClassName().contains("SSLSocketImpl"));
  }

  static byte[] envelope() {
    JsonBytes json = new JsonBytes();
    json.beginObject().endObject();
    TestEnvelopes envelopes = new TestEnvelopes(TestOptions.to("http://publickey@localhost/42"));
    return envelopes
        .event(
            envelopes.newEventId(),
            new SampleDecision("0af7651916cd43dd8448eb211c80319c", true, 1, 0.5, null).header(null),
            json)
        .bytes();
  }
}
