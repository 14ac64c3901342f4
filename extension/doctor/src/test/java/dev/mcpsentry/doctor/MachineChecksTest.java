package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVM, jar and directory for files that come and go. */
class MachineChecksTest {

  @TempDir private Path directory;

  @Test
  void thisJvm_isFine() {
    Finding finding = JvmCheck.ofProcess().findings().get(0);

    assertThat(finding.level()).isEqualTo(Level.OK);
    assertThat(finding.text()).contains(Runtime.version().toString()).contains("JDK");
  }

  @Test
  void oldJvm_fails() {
    assertThat(new JvmCheck(11, "Java 11", true).findings().get(0).remedy()).contains("Java 17");
  }

  @Test
  void jvmThatCannotAsk_warns() {
    Finding finding = new JvmCheck(21, "Java 21", false).findings().get(0);

    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.text()).contains("jdk.attach");
  }

  @Test
  void jar_isToldWithBothVersions() throws IOException {
    assertThat(new JarCheck(jar("2.33.1", true)).findings().get(0).text())
        .isEqualTo("mcp-sentry 0.1 in OpenTelemetry's Java agent 2.33.1");
  }

  @Test
  void jarThatIsNotWhole_fails() throws IOException {
    assertThat(new JarCheck(jar("2.33.1", false)).findings().get(0).failed()).isTrue();
    assertThat(new JarCheck(directory.resolve("none.jar").toFile()).findings().get(0).failed())
        .isTrue();
  }

  @Test
  void directoryThatTakesFiles_isFineAndEmptyAfterwards() throws IOException {
    assertThat(new TmpCheck(directory).findings().get(0).level()).isEqualTo(Level.OK);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void directoryThatDoesNot_fails() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    Finding finding = new TmpCheck(file).findings().get(0);

    assertThat(finding.failed()).isTrue();
    assertThat(finding.remedy()).contains("-Djava.io.tmpdir");
  }

  private File jar(String agent, boolean whole) throws IOException {
    Path extension = directory.resolve("extension.jar");
    try (OutputStream out =
        new JarOutputStream(Files.newOutputStream(extension), manifest("0.1"))) {
      out.flush();
    }
    Path file = directory.resolve("agent.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest(agent))) {
      if (whole) {
        out.putNextEntry(new ZipEntry("extensions/mcp-sentry-extension.jar"));
        out.write(Files.readAllBytes(extension));
        out.closeEntry();
      }
    }
    return file.toFile();
  }

  private static Manifest manifest(String version) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    return manifest;
  }
}
