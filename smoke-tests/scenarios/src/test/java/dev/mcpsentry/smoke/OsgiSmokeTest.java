package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apache Felix with the SDK and what it needs as bundles, which see of each other what their
 * manifests say. Over stdio: the SDK's bundle wants a newer servlet API than Tomcat 10's bundle
 * has.
 */
class OsgiSmokeTest {

  private static final String VERSION = "2.1.0";

  @TempDir Path folder;

  @Test
  void server_answersAsEverAndIsMonitored() throws IOException {
    SideBySide.check(
        JavaProgram.main(Build.row("felix-7.0.5"), "dev.mcpsentry.smoke.app.felix.FelixHost")
            .arguments(
                bundles().toString(),
                "io.modelcontextprotocol.sdk.mcp-json-jackson3",
                "dev.mcpsentry.smoke.app.sdk.SdkStdioServer")
            .in(folder),
        Transport.STDIO,
        // a bundle's classes do not say which jar they are of
        "MCP Java SDK server ");
  }

  private Path bundles() throws IOException {
    Path bundles = Files.createDirectory(folder.resolve("bundles"));
    try (Stream<Path> jars = Files.list(Build.rowFile("sdk-" + VERSION, "lib"))) {
      for (Path jar : jars.filter(OsgiSmokeTest::isBundle).toList()) {
        Files.copy(jar, bundles.resolve(jar.getFileName()));
      }
    }
    return bundles;
  }

  // the container has slf4j on its own class path, and no servlets
  private static boolean isBundle(Path jar) {
    String name = jar.getFileName().toString();
    return !name.startsWith("slf4j-") && !name.startsWith("tomcat-");
  }
}
