package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsCheckTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
  @TempDir private Path directory;

  @AfterEach
  void trustAsBefore() {
    HttpsURLConnection.setDefaultSSLSocketFactory(before);
  }

  @Test
  void unknownIssuer_failsWithItsName() throws Exception {
    SSLContext context = certified("CN=Planted Authority", "san=ip:127.0.0.1");
    try (RawServer server = tls(context)) {
      List<Finding> findings = Said.toDsn(https(server));

      Finding finding = Said.one(findings, "tls");
      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.text()).contains("CN=Planted Authority");
      assertThat(finding.remedy()).contains("keytool");
      assertThat(Said.of(findings, "envelope")).isEmpty();
      assertThat(server.requests()).as("nothing is sent to whom nobody trusts").isEmpty();
    }
  }

  @Test
  void trustedIssuer_isToldWithTheEndOfItsCertificate() throws Exception {
    SSLContext context = certified("CN=Known", "san=ip:127.0.0.1", "-validity", "90");
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    try (RawServer server = tls(context)) {
      List<Finding> findings = Said.toDsn(https(server));

      Finding finding = Said.one(findings, "tls");
      assertThat(finding.level()).as(finding.text()).isEqualTo(Level.OK);
      assertThat(finding.text()).contains("TLSv1.3").contains("CN=Known").contains("until 2");
      assertThat(Said.one(findings, "envelope").level()).isEqualTo(Level.OK);
    }
  }

  @Test
  void certificateThatSoonEnds_warns() throws Exception {
    SSLContext context = certified("CN=Known", "san=ip:127.0.0.1", "-validity", "3");
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    try (RawServer server = tls(context)) {
      Finding finding = Said.one(Said.toDsn(https(server)), "tls");

      assertThat(finding.level()).as(finding.text()).isEqualTo(Level.WARN);
      assertThat(finding.remedy()).contains("days");
    }
  }

  @Test
  void certificateThatHasEnded_fails() throws Exception {
    SSLContext context =
        certified("CN=Known", "san=ip:127.0.0.1", "-startdate", "-30d", "-validity", "10");
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    try (RawServer server = tls(context)) {
      Finding finding = Said.one(Said.toDsn(https(server)), "tls");

      assertThat(finding.level()).as(finding.text()).isEqualTo(Level.FAIL);
      assertThat(finding.remedy()).contains("expired");
    }
  }

  @Test
  void certificateOfAnotherName_fails() throws Exception {
    SSLContext context = certified("CN=Known", "san=dns:elsewhere.example");
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    try (RawServer server = tls(context)) {
      Finding finding = Said.one(Said.toDsn(https(server)), "tls");

      assertThat(finding.level()).as(finding.text()).isEqualTo(Level.FAIL);
      assertThat(finding.remedy()).contains("another name");
    }
  }

  @Test
  void serverWithoutTls_fails() {
    try (RawServer server = new RawServer(request -> RawServer.answer(400, ""))) {
      String dsn = "https://0123456789abcdef@127.0.0.1:" + server.port() + "/42";
      Finding finding =
          Said.one(Said.with(Map.of("SENTRY_DSN", dsn), Duration.ofMillis(500)), "tls");

      assertThat(finding.level()).isEqualTo(Level.FAIL);
      assertThat(finding.remedy()).contains("scheme and port");
    }
  }

  private static RawServer tls(SSLContext context) {
    return new RawServer(
        request -> request.isPost() ? RawServer.answer(200, "") : RawServer.answer(404, ""),
        context.getServerSocketFactory());
  }

  private static String https(RawServer server) {
    return "https://0123456789abcdef@127.0.0.1:" + server.port() + "/42";
  }

  /** A server with a certificate an authority of that name has signed, and who trusts it. */
  private SSLContext certified(String authority, String name, String... more) throws Exception {
    keytool("-alias", "authority", "-dname", authority, "-ext", "bc:c");
    List<String> own =
        new ArrayList<>(
            List.of("-alias", "server", "-dname", "CN=test", "-ext", name, "-signer", "authority"));
    own.addAll(List.of(more));
    keytool(own.toArray(new String[0]));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
      keys.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", keys.getCertificate("authority"));
    keys.deleteEntry("authority");
    KeyManagerFactory mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    mine.init(keys, PASSWORD);
    TrustManagerFactory others =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(mine.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", directory.resolve("keys.p12").toString()));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    Path told = directory.resolve("keytool.txt");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile()).start();
    assertThat(keytool.waitFor()).as(Files.readString(told)).isZero();
  }
}
