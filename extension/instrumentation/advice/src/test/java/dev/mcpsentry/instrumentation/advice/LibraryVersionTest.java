package dev.mcpsentry.instrumentation.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryVersionTest {

  private static final KnownLibrary SDK = KnownLibrary.MCP_JAVA_SDK_SERVER;
  private static final String CORE = pom("mcp-core");
  private static final String OLD = pom("mcp");
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  @TempDir Path folder;

  @Test
  void uberJar_namesTheLibraryAndNotItself() throws IOException {
    Path jar =
        jar(
            "mcp-server-0.0.2.jar",
            Map.of(
                MANIFEST,
                "Implementation-Title: mcp-server\nImplementation-Version: 0.0.2\n",
                "META-INF/maven/com.example/mcp-server/pom.properties",
                "version=0.0.2\n",
                OLD,
                "version=0.9.0\n"));

    assertThat(version(jar.toUri())).isEqualTo("0.9.0");
  }

  @Test
  void ofTwoArtifacts_theOneWithTheClassesCounts() throws IOException {
    Path jar = jar("app.jar", Map.of(OLD, "version=0.1\n", CORE, "version=1.2.1\n"));

    assertThat(version(jar.toUri())).isEqualTo("1.2.1");
  }

  @Test
  void uberJarThatTellsNothing_isUnknown() throws IOException {
    Path jar =
        jar(
            "demo-999-SNAPSHOT.jar",
            Map.of(MANIFEST, "Implementation-Title: demo\nImplementation-Version: 999-SNAPSHOT\n"));

    assertThat(version(jar.toUri())).isEqualTo(LibraryVersion.UNKNOWN);
  }

  @Test
  void renamedJar_isKnownByItsManifest() throws IOException {
    Path jar =
        jar(
            "renamed.jar",
            Map.of(MANIFEST, "Implementation-Title: mcp-core\nImplementation-Version: 3.2.1\n"));

    assertThat(version(jar.toUri())).isEqualTo("3.2.1");
  }

  @Test
  void bundle_isKnownByItsManifest() throws IOException {
    Path jar =
        jar(
            "bundle7.jar",
            Map.of(
                MANIFEST,
                "Bundle-SymbolicName: io.modelcontextprotocol.sdk.mcp-core\n"
                    + "Bundle-Version: 1.1.5\n"));

    assertThat(version(jar.toUri())).isEqualTo("1.1.5");
  }

  @Test
  void sectionOfThePackage_countsInAnyJar() throws IOException {
    Path jar =
        jar(
            "app.jar",
            Map.of(
                MANIFEST,
                "Implementation-Version: 7\n\n"
                    + "Name: io/modelcontextprotocol/server/\nImplementation-Version: 2.0.1\n"));

    assertThat(version(jar.toUri())).isEqualTo("2.0.1");
  }

  @Test
  void templateNobodyFilledIn_isNoVersion() throws IOException {
    Path jar = jar("mcp-core-2.1.0.jar", Map.of(CORE, "version=${project.version}\n"));

    assertThat(version(jar.toUri())).isEqualTo("2.1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "jar:file:%s!/BOOT-INF/lib/mcp-core-9.jar!/, 1.1.5",
    "jar:nested:%s/!BOOT-INF/lib/mcp-core-9.jar!/, 1.1.5",
    "jar:file:%s!/BOOT-INF/lib/absent-9.jar!/, (version unknown)",
    "jar:file:%s!/BOOT-INF/lib/mcp-core-8.jar!/, 8",
    "jar:nested:%s/!BOOT-INF/classes/!/, 0.18.4",
    "jar:file:%s!/BOOT-INF/classes!/, 0.18.4",
    "war:file:%s*/BOOT-INF/lib/mcp-core-9.jar, 1.1.5",
    "jar:war:file:%s*/BOOT-INF/lib/mcp-core-9.jar!/, 1.1.5"
  })
  void libraryInAJar_isReadInPlace(String location, String version) throws IOException {
    byte[] nested = zip(Map.of("a/B.class", "x", CORE, "version=1.1.5\n"), false);
    Path app = folder.resolve("an app.jar");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("BOOT-INF/lib/mcp-core-9.jar", nested);
    entries.put("BOOT-INF/classes/" + CORE, bytes("version=0.18.4\n"));
    Files.write(app, zipped(entries, true));

    assertThat(version(location.formatted(app.toUri().getRawPath()))).isEqualTo(version);
    Files.delete(app);
  }

  @Test
  void folder_isReadToo() throws IOException {
    Path classes = folder.resolve("WEB-INF/classes");
    Path pom = classes.resolve(CORE);
    Files.createDirectories(pom.getParent());
    Files.writeString(pom, "version=1.0.2\n");

    assertThat(version(classes.toUri())).isEqualTo("1.0.2");
  }

  @ParameterizedTest
  @CsvSource({
    "file:/app/lib/mcp-core-1.1.5.jar, 1.1.5",
    "file:/app/lib/mcp-0.8.1.jar, 0.8.1",
    "file:/app/lib/io.modelcontextprotocol.sdk.mcp-core-1.1.5.jar, 1.1.5",
    "jar:file:/app.jar!/BOOT-INF/lib/mcp-core-2.0.0-M1.jar!/, 2.0.0-M1",
    "file:/app/lib/mcp-server-0.0.2.jar, (version unknown)",
    "file:/app/lib/my-mcp-1.0.jar, (version unknown)",
    "file:/app/classes/, (version unknown)",
    "file:/nowhere/mcp.jar, (version unknown)",
    "file:/no where%%/mcp.jar, (version unknown)"
  })
  void whatIsNotThere_isKnownByTheLibrarysNameOnly(String location, String version) {
    assertThat(version(location)).isEqualTo(version);
  }

  @Test
  void containersOwnProtocol_isKnownByTheName() throws Exception {
    assertThat(LibraryVersion.of(SDK, url("vfs:/app.war/WEB-INF/lib/mcp-core-1.1.5.jar")))
        .isEqualTo("1.1.5");
    assertThat(LibraryVersion.of(SDK, url("bundleresource://7.fwk/")))
        .isEqualTo("(version unknown)");
  }

  @Test
  void place_isLookedAtOnce() throws IOException {
    Path jar = jar("once.jar", Map.of(CORE, "version=1.1.5\n"));
    CodeSource source = new CodeSource(jar.toUri().toURL(), (Certificate[]) null);
    ProtectionDomain domain = new ProtectionDomain(source, null);

    assertThat(LibraryVersion.of(SDK, domain)).isEqualTo("1.1.5");
    Files.delete(jar);
    assertThat(LibraryVersion.of(SDK, domain)).isEqualTo("1.1.5");
  }

  @Test
  void brokenJar_isKnownByItsName() throws IOException {
    Path jar = folder.resolve("mcp-core-1.1.5.jar");
    Files.writeString(jar, "no jar");

    assertThat(version(jar.toUri())).isEqualTo("1.1.5");
  }

  @Test
  void noSource_isUnknown() {
    assertThat(LibraryVersion.of(SDK, (ProtectionDomain) null)).isEqualTo(LibraryVersion.UNKNOWN);
  }

  private static String pom(String artifact) {
    return "META-INF/maven/io.modelcontextprotocol.sdk/" + artifact + "/pom.properties";
  }

  private static String version(URI location) {
    return version(location.toString());
  }

  private static String version(String location) {
    return LibraryVersion.of(SDK, url(location));
  }

  // of any protocol, as a class loader of a container makes them
  private static URL url(String location) {
    try {
      return new URL(
          null,
          location,
          new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
              throw new AssertionError("opened " + url);
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    return Files.write(folder.resolve(name), zip(entries, false));
  }

  private static byte[] zip(Map<String, String> entries, boolean stored) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    entries.forEach(
        (name, text) ->
            all.put(
                name,
                bytes(name.equals(MANIFEST) ? "Manifest-Version: 1.0\n" + text + "\n" : text)));
    return zipped(all, stored);
  }

  private static byte[] zipped(Map<String, byte[]> entries, boolean stored) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry zip = new ZipEntry(entry.getKey());
        if (stored) {
          CRC32 crc = new CRC32();
          crc.update(entry.getValue());
          zip.setMethod(ZipEntry.STORED);
          zip.setSize(entry.getValue().length);
          zip.setCrc(crc.getValue());
        }
        out.putNextEntry(zip);
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
