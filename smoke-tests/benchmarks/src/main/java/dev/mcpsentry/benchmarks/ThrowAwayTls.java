package dev.mcpsentry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A certificate for 127.0.0.1 that exists for the moment.
 *
 * @param store a PKCS12 file with the key and, for those who are to trust it, the certificate
 */
record ThrowAwayTls(Path store) {

  static final String PASSWORD = "changeit";

  private static final int CONCURRENT_STREAMS = 1_024;

  static ThrowAwayTls create() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("benchmark-tls");
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=benchmark",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.txt").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException(Files.readString(directory.resolve("keytool.txt")));
    }
    return new ThrowAwayTls(store);
  }

  /** The JVM's own properties, so that a client trusts it. */
  List<String> clientArguments() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** HTTP/2 and HTTP/1.1, as the client likes. */
  ConnectionFactory[] serverSide() {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(store.toString());
    context.setKeyStorePassword(PASSWORD);
    HttpConfiguration http = new HttpConfiguration();
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    secure.setSniHostCheck(false);
    http.addCustomizer(secure);
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
    http2.setMaxConcurrentStreams(CONCURRENT_STREAMS);
    ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
    choice.setDefaultProtocol("http/1.1");
    return new ConnectionFactory[] {
      new SslConnectionFactory(context, choice.getProtocol()),
      choice,
      http2,
      new HttpConnectionFactory(http)
    };
  }
}
