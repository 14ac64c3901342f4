package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsServer;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.ProxyServer;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProxyTest {

  private static final String NOWHERE = "http://publickey@sentry.invalid/42";

  private final SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
  private final ProxySelector selectorBefore = ProxySelector.getDefault();
  private FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() {
    ingest.close();
    HttpsURLConnection.setDefaultSSLSocketFactory(before);
    ProxySelector.setDefault(selectorBefore);
  }

  @Test
  void proxyOfTheJvm_isUsed() throws IOException {
    ProxySelector.setDefault(
        ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), ingest.port())));
    EnvelopePost post = EnvelopePost.to(TestOptions.to(NOWHERE), 5_000);
    for (int i = 0; i < 3; i++) {
      assertThat(post.send(EnvelopePostTest.envelope()).status()).isEqualTo(200);
    }
    post.abort();
    assertThat(ingest.faults()).isEmpty();
    assertThat(ingest.items("event")).hasSize(3);
    assertThat(ingest.connections()).isEqualTo(1);
  }

  @Test
  void http_namesTheServerInTheRequestAndSaysWhoItIs() throws IOException {
    try (FakeProxy proxy = new FakeProxy(ingest.port()).asking("me:s3:cret")) {
      EnvelopePost post = post(NOWHERE, route(proxy, "me", "s3:cret", false));
      assertThat(post.send(EnvelopePostTest.envelope()).status()).isEqualTo(200);
      assertThat(post.send(EnvelopePostTest.envelope()).status()).isEqualTo(200);
      post.abort();
      assertThat(proxy.heads()).hasSize(1);
      assertThat(proxy.heads().get(0))
          .startsWith("POST http://sentry.invalid/api/42/envelope/ HTTP/1.1\r\n")
          .contains("\r\nHost: sentry.invalid\r\n");
      assertThat(ingest.items("event")).hasSize(2);
    }
  }

  @Test
  void https_goesThroughATunnelThatHearsNothingOfIt(@TempDir Path directory) throws Exception {
    SSLContext context = trusting(directory);
    HttpsServer server = TestTls.acceptingServer(context);
    int port = server.getAddress().getPort();
    try (FakeProxy proxy = new FakeProxy(port).asking("me:secret")) {
      EnvelopePost post =
          post("https://publickey@127.0.0.1:" + port + "/42", route(proxy, "me", "secret", false));
      assertThat(post.send(EnvelopePostTest.envelope()).status()).isEqualTo(202);
      assertThat(post.send(EnvelopePostTest.envelope()).status()).isEqualTo(202);
      post.abort();
      assertThat(proxy.heads()).hasSize(1);
      assertThat(proxy.heads().get(0))
          .startsWith("CONNECT 127.0.0.1:" + port + " HTTP/1.1\r\nHost: 127.0.0.1:" + port)
          .doesNotContain("publickey", "X-Sentry-Auth", "/api/");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void proxyThatSpeaksTls_isSpokenToOverTls(@TempDir Path directory) throws Exception {
    SSLContext context = trusting(directory);
    HttpsServer server = TestTls.acceptingServer(context);
    int port = server.getAddress().getPort();
    try (FakeProxy proxy = new FakeProxy(port, context.getServerSocketFactory())) {
      EnvelopePost post =
          post("https://publickey@127.0.0.1:" + port + "/42", route(proxy, null, null, true));
      assertThat(post.send(EnvelopePostTest.envelope()).status()).isEqualTo(202);
      assertThat(post.send(EnvelopePostTest.envelope()).status()).isEqualTo(202);
      post.abort();
      assertThat(proxy.heads()).hasSize(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void socksProxy_isLeftToFindTheServer() throws IOException {
    try (FakeProxy proxy = new FakeProxy(ingest.port())) {
      EnvelopePost post = post(NOWHERE, new Route.Socks("127.0.0.1", proxy.port()));
      assertThat(post.send(EnvelopePostTest.envelope()).status()).isEqualTo(200);
      post.abort();
      assertThat(proxy.heads()).containsExactly("sentry.invalid");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void proxyThatAsksWhoWeAre_isOutOfReachAndSaysHowToTellIt(String scheme) throws IOException {
    try (FakeProxy proxy = new FakeProxy(ingest.port()).asking("me:right")) {
      PostFailure failure =
          failure(
              post(scheme + "://publickey@sentry.invalid/42", route(proxy, "me", "wrong", false)));
      assertThat(failure.progress()).isEqualTo(Progress.UNCONNECTED);
      assertThat(failure.reason().getMessage())
          .contains("127.0.0.1:" + proxy.port() + " answered 407", "SENTRY_PROXY_USER")
          .doesNotContain("wrong", "bWU6");
      assertThat(ingest.requests()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.invalid\r\n\r\n",
        "HTTP/1.1 200",
        "SSH-2.0-proxy\r\n",
        "",
      })
  void proxyThatDigsNoTunnel_isOutOfReach(String answer) throws IOException {
    try (FakeProxy proxy = new FakeProxy(ingest.port()).answering(answer)) {
      EnvelopePost post =
          post("https://publickey@sentry.invalid/42", route(proxy, "a", "b", false), 500);
      PostFailure failure = failure(post);
      assertThat(failure.progress()).isEqualTo(Progress.UNCONNECTED);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void abort_endsAHandshakeThatHangs(boolean withTheProxy) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      EnvelopePost post =
          post(
              "https://publickey@127.0.0.1:" + port + "/42",
              withTheProxy
                  ? new Route.Http(new ProxyServer("127.0.0.1", port, null, null), false)
                  : new Route.Direct());
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread sending =
          new Thread(
              () -> {
                try {
                  post.send(EnvelopePostTest.envelope());
                } catch (IOException aborted) {
                  end.complete(aborted);
                }
              });
      sending.setDaemon(true);
      sending.start();
      try (Socket accepted = silent.accept()) {
        assertThat(accepted.getInputStream().read()).isNotNegative();
        post.abort();
        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(PostFailure.class);
      }
    }
  }

  @Test
  void askingForAProxyNobodyUnderstands_doesNotGoPastIt() {
    PostFailure failure = failure(post(ingest.dsn(), new Route.Nowhere("HTTP_PROXY is odd")));
    assertThat(failure.progress()).isEqualTo(Progress.UNCONNECTED);
    assertThat(failure.reason()).hasMessage("HTTP_PROXY is odd");
    assertThat(ingest.requests()).isZero();
  }

  private static SSLContext trusting(Path directory) throws Exception {
    SSLContext context = TestTls.serverWithItsOwnAuthority("CN=test", directory);
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    return context;
  }

  private static Route route(FakeProxy proxy, String user, String password, boolean secure) {
    return new Route.Http(new ProxyServer("127.0.0.1", proxy.port(), user, password), secure);
  }

  private static EnvelopePost post(String dsn, Route route) {
    return post(dsn, route, 20_000);
  }

  private static EnvelopePost post(String dsn, Route route, int timeoutMillis) {
    return new SocketPost(Dsn.parse(dsn), route, timeoutMillis);
  }

  private static PostFailure failure(EnvelopePost post) {
    PostFailure failure =
        catchThrowableOfType(PostFailure.class, () -> post.send(EnvelopePostTest.envelope()));
    assertThat(failure).isNotNull();
    return failure;
  }
}
