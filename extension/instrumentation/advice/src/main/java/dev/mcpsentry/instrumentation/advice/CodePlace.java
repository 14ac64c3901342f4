package dev.mcpsentry.instrumentation.advice;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where classes come from: a folder, a jar, or a jar or folder in a jar. Read without the
 * application's URL handlers and their caches, and closed at once, so that no file stays open.
 *
 * @param file the folder or jar on disk
 * @param inside the entry in it, a folder's with a slash at its end; empty for the whole
 */
record CodePlace(File file, String inside) {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final int MAX_ENTRIES = 10_000;

  /**
   * What is written of the classes.
   *
   * @param poms by {@code group:artifact}
   */
  record Papers(Map<String, Properties> poms, @Nullable Manifest manifest) {}

  /** Null for what is not on disk, such as a container's own protocol. */
  static @Nullable CodePlace of(URL location) {
    // of Tomcat, which runs archives without unpacking them
    String text = location.toString().replaceFirst("^(jar:)?war:(.*?)[*^]/", "$1$2!/");
    if (text.startsWith("jar:")) {
      text = text.substring("jar:".length());
    }
    // of Spring Boot since 3.2
    if (text.startsWith("nested:")) {
      text = "file:" + text.substring("nested:".length()).replaceFirst("/!", "!/");
    }
    if (!text.startsWith("file:")) {
      return null;
    }
    if (text.endsWith("!/")) {
      text = text.substring(0, text.length() - "!/".length());
    }
    int border = text.indexOf("!/");
    String file = border < 0 ? text : text.substring(0, border);
    String inside = border < 0 ? "" : text.substring(border + "!/".length());
    try {
      return new CodePlace(
          new File(URI.create(file)),
          inside.isEmpty() || inside.endsWith(".jar") || inside.endsWith("/")
              ? inside
              : inside + "/");
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The last part of the path; empty for a folder. */
  String name() {
    if (inside.endsWith("/") || (inside.isEmpty() && file.isDirectory())) {
      return "";
    }
    return inside.isEmpty() ? file.getName() : inside.substring(inside.lastIndexOf('/') + 1);
  }

  /**
   * @param artifacts {@code group:artifact} of those to look for
   * @throws IOException when the place cannot be read
   */
  Papers papers(List<String> artifacts) throws IOException {
    Found found = new Found(artifacts);
    if (inside.isEmpty() && file.isDirectory()) {
      for (String path : found.wanted()) {
        File paper = new File(file, path);
        if (paper.isFile()) {
          try (InputStream in = new FileInputStream(paper)) {
            found.read(path, in);
          }
        }
      }
      return found.papers();
    }
    try (JarFile jar = new JarFile(file, false)) {
      if (inside.endsWith(".jar")) {
        ZipEntry nested = jar.getEntry(inside);
        if (nested != null) {
          try (ZipInputStream in = new ZipInputStream(jar.getInputStream(nested))) {
            found.readAll(in);
          }
        }
        return found.papers();
      }
      for (String path : found.wanted()) {
        ZipEntry entry = jar.getEntry(inside + path);
        // what tools put at the root of a jar tells of folders in it too, but for the manifest
        ZipEntry paper = entry == null && !path.equals(MANIFEST) ? jar.getEntry(path) : entry;
        if (paper != null) {
          try (InputStream in = jar.getInputStream(paper)) {
            found.read(path, in);
          }
        }
      }
    }
    return found.papers();
  }

  private static final class Found {

    private final Map<String, String> artifacts = new HashMap<>();
    private final Map<String, Properties> poms = new HashMap<>();
    private @Nullable Manifest manifest;

    Found(List<String> wanted) {
      for (String artifact : wanted) {
        artifacts.put("META-INF/maven/" + artifact.replace(':', '/') + "/pom.properties", artifact);
      }
    }

    List<String> wanted() {
      return Stream.concat(artifacts.keySet().stream(), Stream.of(MANIFEST)).toList();
    }

    void readAll(ZipInputStream in) throws IOException {
      int read = 0;
      for (ZipEntry entry = in.getNextEntry();
          entry != null && read++ < MAX_ENTRIES && !isComplete();
          entry = in.getNextEntry()) {
        read(entry.getName(), in);
      }
    }

    void read(String path, InputStream in) throws IOException {
      String artifact = artifacts.get(path);
      if (artifact != null) {
        Properties pom = new Properties();
        pom.load(in);
        poms.put(artifact, pom);
      } else if (path.equals(MANIFEST)) {
        manifest = new Manifest(in);
      }
    }

    private boolean isComplete() {
      return manifest != null && poms.size() == artifacts.size();
    }

    Papers papers() {
      return new Papers(poms, manifest);
    }
  }
}
