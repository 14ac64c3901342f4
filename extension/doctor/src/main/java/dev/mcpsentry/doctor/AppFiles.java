package dev.mcpsentry.doctor;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The libraries in jars: by the names of jars inside them, beside them or in their manifests, and
 * by what Maven wrote into them. Only names are looked at; nothing is unpacked.
 */
final class AppFiles {

  // Quarkus puts the group before the name
  private static final Pattern JAR =
      Pattern.compile("(?:[a-z0-9]+\\.)*([A-Za-z][\\w.-]*?)-(\\d[\\w.+-]*)\\.jar");
  private static final int MAX_ENTRIES = 200_000;
  private static final int MAX_PROPERTIES_BYTES = 64 * 1024;

  private AppFiles() {}

  /**
   * What is in an entry of a class path: a jar, a directory, or all jars of one when it ends with a
   * star.
   *
   * @throws IOException when there is no such file, or it is no jar
   */
  static List<Artifact> artifacts(String entry) throws IOException {
    if (entry.endsWith("*")) {
      return ofDirectory(new File(entry.substring(0, entry.length() - 1)));
    }
    File file = new File(entry);
    return file.isDirectory() ? ofDirectory(file) : ofJar(file);
  }

  private static List<Artifact> ofDirectory(File directory) {
    List<Artifact> artifacts = new ArrayList<>();
    String[] names = directory.list();
    Arrays.stream(names == null ? new String[0] : names)
        .sorted()
        .forEach(name -> addNamed(artifacts, name));
    return artifacts;
  }

  private static List<Artifact> ofJar(File file) throws IOException {
    List<Artifact> artifacts = new ArrayList<>();
    addNamed(artifacts, file.getName());
    try (JarFile jar = new JarFile(file)) {
      jar.stream()
          .limit(MAX_ENTRIES)
          .forEach(
              entry -> {
                String name = entry.getName();
                if (name.endsWith(".jar")) {
                  addNamed(artifacts, name.substring(name.lastIndexOf('/') + 1));
                } else if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
                  Artifact packed = packed(jar, entry);
                  if (packed != null) {
                    artifacts.add(packed);
                  }
                }
              });
      addClassPath(artifacts, jar.getManifest());
    }
    return artifacts;
  }

  private static void addClassPath(List<Artifact> artifacts, @Nullable Manifest manifest) {
    String path =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    if (path != null) {
      for (String entry : path.split("\\s+", -1)) {
        addNamed(artifacts, entry.substring(entry.lastIndexOf('/') + 1));
      }
    }
  }

  private static void addNamed(List<Artifact> artifacts, String jar) {
    Matcher form = JAR.matcher(jar);
    if (form.matches()) {
      artifacts.add(new Artifact(form.group(1), form.group(2)));
    }
  }

  private static @Nullable Artifact packed(JarFile jar, ZipEntry entry) {
    Properties pom = new Properties();
    try (InputStream in = jar.getInputStream(entry)) {
      pom.load(new ByteArrayInputStream(in.readNBytes(MAX_PROPERTIES_BYTES)));
    } catch (IOException | IllegalArgumentException malformed) {
      return null;
    }
    String name = pom.getProperty("artifactId");
    String version = pom.getProperty("version");
    return name == null || version == null ? null : new Artifact(name, version);
  }
}
