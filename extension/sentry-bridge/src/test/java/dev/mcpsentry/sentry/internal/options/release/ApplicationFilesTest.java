package dev.mcpsentry.sentry.internal.options.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationFilesTest {

  private static final String GIT = "git.properties";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"", "BOOT-INF/classes/", "WEB-INF/classes/"})
  void executableJar_isReadWhereverItHasItsClasses(String root) throws IOException {
    Path jar = jar("our shop-1.2.jar", Map.of(root + GIT, "git.commit.id=abc"));
    assertThat(read(jar + " --port 1", jar.toString())).containsEntry("git.commit.id", "abc");
  }

  @Test
  void ownClasses_comeBeforeWhatIsAtTheRoot() throws IOException {
    Path jar = jar("app.jar", Map.of(GIT, "a=other", "BOOT-INF/classes/" + GIT, "a=own"));
    assertThat(read(jar.toString(), jar.toString())).containsEntry("a", "own");
  }

  @Test
  void jarWithTheMainClass_isTheApplications() throws IOException {
    Path library = jar("a.jar", Map.of(GIT, "a=library", "com/acme/Shop.txt", ""));
    Path own = jar("b.jar", Map.of(GIT, "a=own", "com/acme/Shop.class", ""));
    String classPath = library + File.pathSeparator + own;
    assertThat(read("com.acme.Shop --port 1", classPath)).containsEntry("a", "own");
    assertThat(read("shop/com.acme.Shop", classPath)).containsEntry("a", "own");
    assertThat(read("com.acme.Other", classPath)).isEmpty();
    assertThat(read("", classPath)).isEmpty();
  }

  @Test
  void directories_areTheApplications() throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes/com/acme"));
    Files.writeString(classes.resolve("Shop.class"), "");
    Path resources = Files.createDirectories(directory.resolve("resources"));
    Files.writeString(resources.resolve(GIT), "a=own");
    Path library = jar("a.jar", Map.of(GIT, "a=library"));
    assertThat(
            read(
                "com.acme.Shop",
                String.join(
                    File.pathSeparator,
                    library.toString(),
                    resources.toString(),
                    directory.resolve("classes").toString())))
        .containsEntry("a", "own");
  }

  @Test
  void server_isNotTheApplication() throws IOException {
    String main = "org.apache.catalina.startup.Bootstrap";
    Path tomcat =
        jar(
            "bootstrap.jar",
            Map.of(
                "org/apache/catalina/startup/Bootstrap.class",
                "",
                "META-INF/MANIFEST.MF",
                "Main-Class: " + main + "\nImplementation-Version: 11.0\n"));
    assertThat(manifest(main + " start", tomcat.toString())).isEmpty();
    assertThat(manifest(tomcat.toString(), tomcat.toString())).isEmpty();
  }

  @Test
  void manifest_isReadUpToItsFirstSection() throws IOException {
    Path jar =
        jar(
            "app.jar",
            Map.of(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\r\nImplementation-Title: a very long title that goes on\r\n"
                    + "  in the next line\r\nImplementation-Version: 1.2\r\n\r\n"
                    + "Name: broken\r\nno attribute\r\n"));
    assertThat(manifest(jar.toString(), jar.toString()))
        .containsEntry("Implementation-Title", "a very long title that goes on in the next line")
        .containsEntry("Implementation-Version", "1.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=\\u00zz", "a=\\u"})
  void malformedFiles_areNothing(String content) throws IOException {
    Path jar = jar("app.jar", Map.of(GIT, content, "META-INF/MANIFEST.MF", content));
    assertThat(read(jar.toString(), jar.toString())).isEmpty();
    assertThat(manifest(jar.toString(), jar.toString())).isEmpty();
  }

  @Test
  void hugeFiles_areNotRead() throws IOException {
    String huge = "a=own\n" + "#".repeat(ApplicationFiles.MAX_BYTES);
    Path jar = jar("app.jar", Map.of(GIT, huge));
    assertThat(read(jar.toString(), jar.toString())).isEmpty();
    Files.writeString(directory.resolve(GIT), huge);
    assertThat(read("com.acme.Shop", directory.toString())).isEmpty();
  }

  @Test
  void whatIsNoJar_isNotThere() throws IOException {
    Path broken = directory.resolve("broken.jar");
    Files.writeString(broken, "PK\u0003\u0004 and no more");
    Path cut = directory.resolve("cut.jar");
    byte[] whole = Files.readAllBytes(jar("app.jar", Map.of(GIT, "a=own".repeat(100))));
    Files.write(cut, Arrays.copyOf(whole, whole.length - 30));
    Files.createDirectories(directory.resolve("directory.jar"));
    for (String name : List.of("broken.jar", "cut.jar", "directory.jar", "missing.jar")) {
      String path = directory.resolve(name).toString();
      assertThat(read(path, path)).as(name).isEmpty();
      assertThat(read("com.acme.Shop", path + File.pathSeparator + "\0")).as(name).isEmpty();
    }
  }

  @Test
  void longClassPath_isReadInPart() throws IOException {
    Path own = jar("own.jar", Map.of(GIT, "a=own", "com/acme/Shop.class", ""));
    List<String> entries = new ArrayList<>(Collections.nCopies(10_000, "/missing.jar"));
    entries.add(own.toString());
    assertThat(read("com.acme.Shop", String.join(File.pathSeparator, entries))).isEmpty();
    assertThat(read("com.acme.Shop", File.pathSeparator + File.pathSeparator + own))
        .containsEntry("a", "own");
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }

  private static Map<String, String> read(String command, String classPath) {
    try (ApplicationFiles files = ApplicationFiles.of(process(command, classPath))) {
      return files.properties(GIT);
    }
  }

  private static Map<String, String> manifest(String command, String classPath) {
    try (ApplicationFiles files = ApplicationFiles.of(process(command, classPath))) {
      return files.manifest();
    }
  }

  private static Properties process(String command, String classPath) {
    Properties process = new Properties();
    process.setProperty("sun.java.command", command);
    process.setProperty("java.class.path", classPath);
    return process;
  }
}
