package dev.mcpsentry.smoke.app.felix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Reads a jar as a bundle. */
final class BundleJar {

  private static final String NAME = "Bundle-SymbolicName";

  private BundleJar() {}

  /** The jar as it is when it says that it is a bundle; else one that shows and sees everything. */
  static InputStream open(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest != null && manifest.getMainAttributes().getValue(NAME) != null
          ? Files.newInputStream(path)
          : new ByteArrayInputStream(wrapped(jar, path.getFileName().toString()));
    }
  }

  private static byte[] wrapped(JarFile jar, String name) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue(NAME, name.replaceAll("[^\\w.-]", "_"));
    attributes.putValue("DynamicImport-Package", "*");
    String packages = packages(jar);
    if (!packages.isEmpty()) {
      attributes.putValue("Export-Package", packages);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/MANIFEST")) {
          out.putNextEntry(new JarEntry(entry.getName()));
          jar.getInputStream(entry).transferTo(out);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static String packages(JarFile jar) {
    return jar.stream()
        .map(JarEntry::getName)
        .filter(name -> name.endsWith(".class") && name.contains("/"))
        .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
        .distinct()
        .collect(Collectors.joining(","));
  }
}
