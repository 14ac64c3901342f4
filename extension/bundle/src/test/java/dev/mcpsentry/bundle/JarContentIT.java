package dev.mcpsentry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
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

  @Test
  void agent_isAProgramToo_ofOneClassAtItsRoot() throws IOException {
    try (JarFile jar = new JarFile(AGENT)) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.mcpsentry.launcher.Launcher");
      assertThat(manifest.getValue("Agent-Class"))
          .isEqualTo("io.opentelemetry.javaagent.OpenTelemetryAgent");
      assertThat(manifest.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+");
      assertThat(jar.stream().map(entry -> entry.getName()))
          .filteredOn(name -> !name.endsWith("/"))
          .as("every JVM with the agent has these on its bootstrap class path")
          .filteredOn(
              name ->
                  !name.startsWith("io/opentelemetry/javaagent/")
                      && !name.startsWith("inst/")
                      && !name.startsWith("META-INF/"))
          .containsExactlyInAnyOrder(
              "extensions/mcp-sentry-extension.jar",
              "doctor/mcp-sentry-doctor.jar",
              "dev/mcpsentry/launcher/Launcher.class");
      try (DataInputStream launcher =
          new DataInputStream(
              jar.getInputStream(jar.getEntry("dev/mcpsentry/launcher/Launcher.class")))) {
        launcher.skipNBytes(6);
        assertThat(launcher.readUnsignedShort()).as("Java 8").isEqualTo(52);
      }
    }
  }

  @Test
  void doctor_holdsWhatTheExtensionLacks() throws IOException {
    List<String> names = new ArrayList<>();
    try (JarFile agent = new JarFile(AGENT);
        JarInputStream jar =
            new JarInputStream(
                agent.getInputStream(agent.getEntry("doctor/mcp-sentry-doctor.jar")))) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        names.add(entry.getName());
      }
    }
    assertThat(names)
        .contains(
            "dev/mcpsentry/doctor/Doctor.class",
            "picocli/CommandLine.class",
            "META-INF/LICENSE",
            "META-INF/THIRD-PARTY.txt")
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(
            name ->
                name.startsWith("dev/mcpsentry/doctor/")
                    || name.startsWith("picocli/")
                    || name.startsWith("io/opentelemetry/"));
    try (JarFile extension = new JarFile(EXTENSION)) {
      assertThat(extension.stream().map(entry -> entry.getName()))
          .noneMatch(name -> name.startsWith("dev/mcpsentry/doctor/"))
          .noneMatch(name -> name.startsWith("dev/mcpsentry/launcher/"))
          .noneMatch(name -> name.startsWith("picocli/"));
    }
  }
}
