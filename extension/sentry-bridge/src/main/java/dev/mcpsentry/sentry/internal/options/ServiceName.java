package dev.mcpsentry.sentry.internal.options;

import java.io.File;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the program is called where nobody named it: its jar, or its main class. Only Sentry is told
 * so; the resource that the user's own exporters see stays as OpenTelemetry made it.
 */
final class ServiceName {

  // main classes that start somebody else's
  private static final List<String> LAUNCHERS =
      List.of(
          "org.springframework.boot.loader.",
          "io.quarkus.bootstrap.",
          "org.apache.catalina.",
          "org.eclipse.jetty.",
          "org.jboss.modules.",
          "org.codehaus.",
          "org.apache.maven.",
          "org.gradle.",
          "com.intellij.",
          "org.tanukisoftware.",
          "org.apache.commons.daemon.",
          "jdk.");

  private static final String JAR = ".jar";
  // OpenTelemetry resource conventions: what an SDK says for want of a name
  private static final String UNKNOWN = "unknown_service";

  private ServiceName() {}

  /**
   * The name, or null when there is none worth telling.
   *
   * @param given OpenTelemetry's {@code service.name}
   * @param process the system properties
   */
  static @Nullable String of(@Nullable String given, Properties process) {
    if (given != null && !given.isBlank() && !given.startsWith(UNKNOWN)) {
      return given;
    }
    String command = process.getProperty("sun.java.command", "").trim();
    String jar = jar(command, process.getProperty("java.class.path", ""));
    return jar == null ? mainClass(command) : jar;
  }

  // the class path tells where a path with spaces ends; agents are appended to it
  private static @Nullable String jar(String command, String classPath) {
    String first = classPath.split(File.pathSeparator, 2)[0];
    boolean launched = command.equals(first) || command.startsWith(first + " ");
    if (!launched || !first.endsWith(JAR)) {
      return null;
    }
    String file = new File(first).getName();
    return file.substring(0, file.length() - JAR.length());
  }

  private static @Nullable String mainClass(String command) {
    String word = command.split(" ", 2)[0];
    // module/class
    String name = word.substring(word.indexOf('/') + 1);
    return name.isEmpty() || LAUNCHERS.stream().anyMatch(name::startsWith) ? null : name;
  }
}
