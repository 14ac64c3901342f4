package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One Tomcat whose web applications each bring their own MCP library. */
final class WebApplications implements AutoCloseable {

  private static final String LISTENER = "dev.mcpsentry.smoke.app.sdk.SdkWebApplication";

  private final ChildJvm child;
  private final int port;

  private WebApplications(ChildJvm child) {
    this.child = child;
    this.port = child.awaitReady();
  }

  /** Without an agent, and without an application. */
  static JavaProgram plain() {
    return JavaProgram.main(
            libraries("2.1.0", WebApplications::isOfTheContainer).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)),
            "dev.mcpsentry.smoke.app.tools.TomcatApplications")
        // what the garbage collector may keep for a while would look like a leak
        .jvmArgument("-XX:SoftRefLRUPolicyMSPerMB=0");
  }

  static WebApplications start(JavaProgram program) {
    return new WebApplications(program.start());
  }

  static WebApplications watched(FakeSentry sentry) {
    return start(SideBySide.watched(plain(), sentry));
  }

  /** Deploys a demo server on a version of the SDK; the folder is made and keeps its name. */
  void deploy(String version, Path folder) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
    for (Path jar : libraries(version, path -> !isOfTheContainer(path) || isOfBoth(path))) {
      Path copy = lib.resolve(jar.getFileName().toString());
      if (!Files.exists(copy)) {
        Files.copy(jar, copy);
      }
    }
    String path = "/" + folder.getFileName();
    ordered("deploy %s %s %s".formatted(path, folder, LISTENER), "deployed " + path + ", STARTED");
  }

  /** Undeploys it; answers whether its class loader could be collected afterwards. */
  boolean undeploy(String name) {
    return ordered("undeploy /" + name, "undeployed /" + name + ", ").endsWith("gone");
  }

  McpClient client(String name) {
    return McpClient.http(URI.create("http://127.0.0.1:%d/%s/mcp".formatted(port, name)), Map.of());
  }

  List<String> stdout() {
    return child.stdout().lines();
  }

  List<String> stderr() {
    return child.stderr().lines();
  }

  Exit end() {
    return child.endInput();
  }

  private String ordered(String order, String answer) {
    int before = stdout().size();
    try {
      child.stdin().write((order + "\n").getBytes(StandardCharsets.UTF_8));
      child.stdin().flush();
    } catch (IOException e) {
      throw new AssertionError("Gone: " + child.stderr(), e);
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> stdout().size() > before || !child.isAlive());
    String said = stdout().get(before);
    if (!said.startsWith(answer)) {
      throw new AssertionError(said + "\n" + child.stderr());
    }
    return said;
  }

  private static List<Path> libraries(String version, Predicate<Path> wanted) {
    try (Stream<Path> jars = Files.list(Build.rowFile("sdk-" + version, "lib"))) {
      return jars.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOfTheContainer(Path jar) {
    return jar.getFileName().toString().startsWith("tomcat-") || isOfBoth(jar);
  }

  private static boolean isOfBoth(Path jar) {
    return jar.getFileName().toString().startsWith("app-tools");
  }

  @Override
  public void close() {
    child.close();
  }
}
