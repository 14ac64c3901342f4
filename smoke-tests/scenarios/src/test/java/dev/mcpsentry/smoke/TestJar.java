package dev.mcpsentry.smoke;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar of classes of this test, for a child to load. */
final class TestJar {

  private final Path file;
  private final List<Class<?>> classes;
  private final Manifest manifest = new Manifest();
  private final Map<String, String> services = new LinkedHashMap<>();

  private TestJar(Path file, List<Class<?>> classes) {
    this.file = file;
    this.classes = classes;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  static TestJar of(Path file, Class<?>... classes) {
    return new TestJar(file, List.of(classes));
  }

  TestJar manifest(Attributes.Name name, String value) {
    manifest.getMainAttributes().put(name, value);
    return this;
  }

  /** Names the first class as a provider. */
  TestJar service(String type) {
    services.put("META-INF/services/" + type, classes.get(0).getName());
    return this;
  }

  /** Writes it, with the nested classes of those that were named. */
  Path write() throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Class<?> type : classes) {
        add(jar, type);
        for (Class<?> nested : type.getDeclaredClasses()) {
          add(jar, nested);
        }
      }
      for (Map.Entry<String, String> service : services.entrySet()) {
        jar.putNextEntry(new JarEntry(service.getKey()));
        jar.write(service.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static void add(JarOutputStream jar, Class<?> type) throws IOException {
    String path = type.getName().replace('.', '/') + ".class";
    jar.putNextEntry(new JarEntry(path));
    try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
      Objects.requireNonNull(in).transferTo(jar);
    }
  }
}
