package dev.mcpsentry.instrumentation.advice;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the version of a library: in its jar's name, else in its manifest. */
final class LibraryVersion {

  static final String UNKNOWN = "(version unknown)";

  // also matches inside Spring Boot's jar:nested:/app.jar/!BOOT-INF/lib/mcp-core-1.1.5.jar!/
  private static final Pattern JAR_NAME = Pattern.compile("-(\\d[\\w.-]*)\\.jar(?:!/)?$");

  private LibraryVersion() {}

  static String of(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? UNKNOWN : of(location);
  }

  static String of(URL location) {
    Matcher name = JAR_NAME.matcher(location.toString());
    if (name.find()) {
      return name.group(1);
    }
    if (!location.getPath().endsWith(".jar")) {
      return UNKNOWN;
    }
    try (JarFile jar = new JarFile(Path.of(location.toURI()).toFile())) {
      Manifest manifest = jar.getManifest();
      String version =
          manifest == null ? null : manifest.getMainAttributes().getValue("Implementation-Version");
      return version == null ? UNKNOWN : version;
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
