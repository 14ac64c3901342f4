package dev.mcpsentry.doctor;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * What is in the agent jar.
 *
 * @param agent the version of OpenTelemetry's agent; null when it is not there
 * @param extension the version of this product; null when it is not there
 */
record AgentJar(@Nullable String agent, @Nullable String extension) {

  private static final String EXTENSION = "extensions/mcp-sentry-extension.jar";

  static AgentJar of(File file) {
    try (JarFile jar = new JarFile(file)) {
      ZipEntry nested = jar.getEntry(EXTENSION);
      String extension = null;
      if (nested != null) {
        try (JarInputStream in = new JarInputStream(jar.getInputStream(nested))) {
          extension = version(in.getManifest());
        }
      }
      return new AgentJar(version(jar.getManifest()), extension);
    } catch (IOException noJar) {
      return new AgentJar(null, null);
    }
  }

  private static @Nullable String version(@Nullable Manifest manifest) {
    return manifest == null
        ? null
        : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
  }
}
