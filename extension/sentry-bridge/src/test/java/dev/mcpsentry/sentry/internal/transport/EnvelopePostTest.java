package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopePostTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @Test
  void http_goesOverOneSocketOfOurOwn() throws IOException {
    try (FakeIngest ingest = new FakeIngest()) {
      EnvelopePost post = EnvelopePost.to(Dsn.parse(ingest.dsn()), 5_000);
      assertThat(post).isInstanceOf(SocketPost.class);
      for (int i = 0; i < 3; i++) {
        assertThat(post.send(envelope()).status()).isEqualTo(200);
      }
      post.abort();
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.connections()).isEqualTo(1);
    }
  }

  @Test
  void proxyOfTheJvm_isUsed() throws IOException {
    ProxySelector before = ProxySelector.getDefault();
    try (FakeIngest ingest = new FakeIngest()) {
      ProxySelector.setDefault(
          ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), ingest.port())));
      EnvelopePost post = EnvelopePost.to(Dsn.parse("http://publickey@sentry.invalid/42"), 5_000);
      assertThat(post).isInstanceOf(UrlConnectionPost.class);
      for (int i = 0; i < 3; i++) {
        assertThat(post.send(envelope()).status()).isEqualTo(200);
      }
      post.abort();
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.items("event")).hasSize(3);
      assertThat(ingest.connections()).isEqualTo(1);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void https_checksTheServersNameAndThenSpeaksHttp(@TempDir Path directory) throws Exception {
    SSLContext context = contextWithCertificateFor("127.0.0.1", directory);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
    SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
    try {
      HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
      int port = server.getAddress().getPort();
      EnvelopePost right =
          EnvelopePost.to(Dsn.parse("https://key@127.0.0.1:" + port + "/1"), 5_000);
      assertThat(right.send(envelope()).status()).isEqualTo(202);
      assertThat(right.send(envelope()).status()).isEqualTo(202);
      right.abort();
      EnvelopePost wrong =
          EnvelopePost.to(Dsn.parse("https://key@localhost:" + port + "/1"), 5_000);
      assertThatExceptionOfType(SSLException.class).isThrownBy(() -> wrong.send(envelope()));
    } finally {
      HttpsURLConnection.setDefaultSSLSocketFactory(before);
      server.stop(0);
    }
  }

  @Test
  void abort_endsAWriteOverTlsThatNobodyReads(@TempDir Path directory) throws Exception {
    SSLContext context = contextWithCertificateFor("127.0.0.1", directory);
    SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
    try (SSLServerSocket silent =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      silent.setReceiveBufferSize(16 * 1024);
      HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
      EnvelopePost post =
          EnvelopePost.to(
              Dsn.parse("https://key@127.0.0.1:" + silent.getLocalPort() + "/1"), 5_000);
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

  private static boolean isWriting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getMethodName().equals("write")
                    && frame.getClassName().contains("SSLSocketImpl"));
  }

  private static SSLContext contextWithCertificateFor(String ip, Path directory) throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    "server",
                    "-dname",
                    "CN=test",
                    "-ext",
                    "san=ip:" + ip,
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    new String(PASSWORD)))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    mine.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", keys.getCertificate("server"));
    trusted.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(mine.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static byte[] envelope() {
    JsonBytes json = new JsonBytes();
    json.beginObject().endObject();
    EnvelopeWriter envelopes = new EnvelopeWriter(TestOptions.to("http://publickey@localhost/42"));
    return envelopes
        .event(
            envelopes.newEventId(),
            new TraceHeader("0af7651916cd43dd8448eb211c80319c", 0.5, true, null),
            json)
        .bytes();
  }
}
