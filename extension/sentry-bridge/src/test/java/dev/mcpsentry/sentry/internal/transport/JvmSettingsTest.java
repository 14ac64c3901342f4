package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said to a JVM on its command line, in a JVM that was told so. */
@Timeout(120)
class JvmSettingsTest {

  @TempDir Path directory;
  private HttpsServer server;
  private List<String> trust;

  @BeforeEach
  void start() throws Exception {
    server = TestTls.acceptingServer(TestTls.serverWithItsOwnAuthority("CN=Acme's own", directory));
    trust =
        List.of(
            "-Djavax.net.ssl.trustStore=" + directory.resolve("keys.p12"),
            "-Djavax.net.ssl.trustStorePassword=changeit");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void trustStore_isTheJvms() throws Exception {
    assertThat(post(List.of())).contains("SSLHandshakeException").doesNotContain("202");
    assertThat(post(trust)).isEqualTo("202");
  }

  @Test
  void proxyProperties_areTheJvms() throws Exception {
    try (FakeProxy proxy = new FakeProxy(port()).asking("me:secret")) {
      List<String> arguments = new ArrayList<>(trust);
      arguments.add("-Dhttps.proxyHost=127.0.0.1");
      arguments.add("-Dhttps.proxyPort=" + proxy.port());
      arguments.add("-Dhttps.proxyUser=me");
      arguments.add("-Dhttps.proxyPassword=secret");
      // else this machine is spoken to without
      arguments.add("-Dhttp.nonProxyHosts=");
      assertThat(post(arguments)).isEqualTo("202");
      assertThat(proxy.heads()).hasSize(1);

      arguments.add("-Dhttp.nonProxyHosts=127.*");
      assertThat(post(arguments)).isEqualTo("202");
      assertThat(proxy.heads()).hasSize(1);
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private String post(List<String> jvmArguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(OneEnvelope.class.getName());
    command.add("https://publickey@127.0.0.1:" + port() + "/42");
    Path told = Files.createTempFile(directory, "told", ".txt");
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile()).start();
    child.waitFor();
    return Files.readString(told).trim();
  }
}
