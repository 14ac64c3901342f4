package dev.mcpsentry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** The two jars a user gets. */
class JarContentIT {

  private static final File AGENT = new File(System.getProperty("mcpsentry.agent.jar"));
  private static final File EXTENSION = new File(System.getProperty("mcpsentry.extension.jar"));

  @Test
  void extension_holdsOurClassesAndSentryAndNothingElse() throws IOException {
    try (JarFile jar = new JarFile(EXTENSION)) {
      List<String> classes =
          jar.stream().map(entry -> entry.getName()).filter(n -> n.endsWith(".class")).toList();
      assertThat(classes)
          .isNotEmpty()
          .allMatch(name -> name.startsWith("dev/mcpsentry/") || name.startsWith("io/sentry/"))
          .noneMatch(name -> name.startsWith("dev/mcpsentry/muzzle/"))
          .noneMatch(name -> name.startsWith("dev/mcpsentry/testing/"));
    }
  }

  @Test
  void extension_hidesItsYamlAndSaysWhoseItIs() throws IOException {
    try (JarFile jar = new JarFile(EXTENSION)) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .anyMatch(name -> name.startsWith("dev/mcpsentry/shaded/snakeyaml/"))
          .noneMatch(name -> name.startsWith("org/snakeyaml/"))
          .noneMatch(name -> name.endsWith("module-info.class"))
          .contains("META-INF/LICENSE");
      assertThat(
              new String(
                  jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.txt")).readAllBytes()))
          .contains("io.sentry:sentry", "org.snakeyaml:snakeyaml-engine", "Apache License 2.0");
    }
  }

  @Test
  void extension_offersEveryModule() throws IOException {
    try (JarFile jar = new JarFile(EXTENSION)) {
      String modules =
          new String(
              jar.getInputStream(
                      jar.getEntry(
                          "META-INF/services/io.opentelemetry.javaagent.extension.instrumentation"
                              + ".InstrumentationModule"))
                  .readAllBytes());
      assertThat(modules)
          .contains("ServerSessionModule")
          .contains("StreamableServerModule")
          .contains("StatelessServerModule")
          .contains("SpringAiMcpModule")
          .contains("SpringBootModule")
          .contains("SpringSecurityModule")
          .contains("QuarkusHttpSecurityModule")
          .contains("JsonWebTokenModule")
          .contains("VertxHttpModule")
          .contains("MicronautHttpModule")
          .contains("MicronautSecurityModule")
          .contains("LangChain4jMcpModule")
          .contains("LibraryPresenceModule");
    }
  }

  @Test
  void agent_keepsItsManifestInFrontAndEmbedsTheExtension() throws IOException {
    try (JarInputStream jar = new JarInputStream(AGENT.toURI().toURL().openStream())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Premain-Class"))
          .isEqualTo("io.opentelemetry.javaagent.OpenTelemetryAgent");
    }
    try (JarFile jar = new JarFile(AGENT)) {
      assertThat(jar.getEntry("extensions/mcp-sentry-extension.jar").getSize())
          .isEqualTo(EXTENSION.length());
    }
  }
}
