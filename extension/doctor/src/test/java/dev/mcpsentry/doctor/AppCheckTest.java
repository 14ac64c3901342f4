package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppCheckTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "mcp-core-1.1.5.jar, OK, is monitored",
    "mcp-0.8.1.jar, OK, is monitored",
    "langchain4j-mcp-1.0.0-beta5.jar, OK, is monitored",
    "mcp-0.7.0.jar, FAIL, older than",
    "mcp-core-3.0.0.jar, WARN, newer than",
    "io.quarkiverse.mcp.quarkus-mcp-server-core-1.10.0.jar, FAIL, not monitored",
    "sentry-8.63.0.jar, WARN, own Sentry SDK"
  })
  void libraryInAFatJar_isJudged(String name, Level level, String text) throws IOException {
    Path jar = jar(Map.of("BOOT-INF/lib/" + name, "", "BOOT-INF/lib/spring-core-7.0.jar", ""), "");

    List<Finding> findings = new AppCheck(jar.toString()).findings();

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).level()).isEqualTo(level);
    assertThat(findings.get(0).text()).contains(text);
  }

  @Test
  void libraryPackedIntoTheJar_isFound() throws IOException {
    Path jar =
        jar(
            Map.of(
                "META-INF/maven/io.modelcontextprotocol.sdk/mcp-core/pom.properties",
                "artifactId=mcp-core\nversion=1.1.5\n"),
            "");

    assertThat(new AppCheck(jar.toString()).findings())
        .extracting(Finding::text)
        .containsExactly("mcp-core 1.1.5 is monitored");
  }

  @Test
  void librariesBesideTheJar_areFoundByItsManifest() throws IOException {
    Path jar = jar(Map.of(), "lib/main/mcp-core-1.1.5.jar lib/x-1.jar");

    assertThat(new AppCheck(jar.toString()).findings())
        .extracting(Finding::text)
        .containsExactly("mcp-core 1.1.5 is monitored");
  }

  @Test
  void classPath_isLookedAtEntryByEntry() throws IOException {
    Path lib = Files.createDirectory(directory.resolve("lib"));
    Files.createFile(lib.resolve("mcp-core-1.1.5.jar"));
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.createFile(other.resolve("sentry-7.22.6.jar"));

    assertThat(new AppCheck(lib + "/*" + File.pathSeparator + other).findings())
        .extracting(Finding::text)
        .containsExactly(
            "mcp-core 1.1.5 is monitored", "sentry 7.22.6 is the application's own Sentry SDK");
  }

  @Test
  void applicationWithoutMcp_warns() throws IOException {
    assertThat(new AppCheck(jar(Map.of(), "").toString()).findings().get(0).level())
        .isEqualTo(Level.WARN);
  }

  @Test
  void fileThatIsNoJar_fails() throws IOException {
    Path file = Files.writeString(directory.resolve("x.jar"), "no jar");

    assertThat(new AppCheck(file.toString()).findings().get(0).failed()).isTrue();
    assertThat(new AppCheck(directory.resolve("none.jar").toString()).findings().get(0).failed())
        .isTrue();
  }

  private Path jar(Map<String, String> entries, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!classPath.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    Path file = directory.resolve("app.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return file;
  }
}
