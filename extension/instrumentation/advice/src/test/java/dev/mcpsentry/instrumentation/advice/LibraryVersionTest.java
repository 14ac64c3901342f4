package dev.mcpsentry.instrumentation.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryVersionTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "file:/app/lib/mcp-core-1.1.5.jar, 1.1.5",
    "file:/app/lib/mcp-0.8.1.jar, 0.8.1",
    "jar:file:/app.jar!/BOOT-INF/lib/mcp-core-2.0.0-M1.jar!/, 2.0.0-M1",
    "file:/app/classes/, (version unknown)",
    "file:/nowhere/mcp.jar, (version unknown)"
  })
  void version_isInTheName(String location, String version) throws Exception {
    assertThat(LibraryVersion.of(URI.create(location).toURL())).isEqualTo(version);
  }

  @Test
  void version_isElseInTheManifest() throws Exception {
    Path jar = folder.resolve("renamed.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "3.2.1");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    URL location = jar.toUri().toURL();

    assertThat(LibraryVersion.of(location)).isEqualTo("3.2.1");
  }

  @Test
  void noSource_isUnknown() {
    assertThat(LibraryVersion.of((java.security.ProtectionDomain) null))
        .isEqualTo(LibraryVersion.UNKNOWN);
  }
}
