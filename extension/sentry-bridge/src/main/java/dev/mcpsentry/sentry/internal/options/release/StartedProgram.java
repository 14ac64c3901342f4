package dev.mcpsentry.sentry.internal.options.release;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM was started with.
 *
 * @param jar the executable jar, or null when it was a class
 * @param mainClass the main class as far as it is known and the application's, else null
 * @param classPath its first entries
 */
public record StartedProgram(@Nullable File jar, @Nullable String mainClass, List<File> classPath) {

  // what runs others' applications and has a version of its own
  private static final List<String> SERVERS =
      List.of(
          "org.apache.catalina.",
          "org.eclipse.jetty.",
          "org.jboss.modules.",
          "org.apache.felix.",
          "org.eclipse.equinox.",
          "org.apache.karaf.",
          "com.ibm.ws.",
          "org.apache.maven.",
          "org.codehaus.",
          "org.gradle.",
          "org.junit.",
          "com.intellij.",
          "org.tanukisoftware.",
          "org.apache.commons.daemon.",
          "jdk.");

  /**
   * Reads it.
   *
   * @param process the system properties
   */
  public static StartedProgram of(Properties process) {
    String command = process.getProperty("sun.java.command", "").trim();
    String classPath = process.getProperty("java.class.path", "");
    List<File> entries = entries(classPath);
    if (!entries.isEmpty()) {
      String first = classPath.split(File.pathSeparator, 2)[0];
      // the class path tells where a path with spaces ends
      if (isArchive(first) && (command.equals(first) || command.startsWith(first + " "))) {
        return new StartedProgram(entries.get(0), null, entries);
      }
    }
    String word = command.split(" ", 2)[0];
    // module/class
    String main = word.substring(word.indexOf('/') + 1);
    return new StartedProgram(null, main.isEmpty() || isServers(main) ? null : main, entries);
  }

  /** Whether a main class is that of a server, a build or a test runner. */
  static boolean isServers(@Nullable String mainClass) {
    return mainClass != null && SERVERS.stream().anyMatch(mainClass::startsWith);
  }

  /** The file with the main class on the class path, or null. */
  @Nullable String mainClassFile() {
    return mainClass == null ? null : mainClass.replace('.', '/') + ".class";
  }

  private static boolean isArchive(String file) {
    return file.endsWith(".jar") || file.endsWith(".war");
  }

  private static List<File> entries(String classPath) {
    List<File> entries = new ArrayList<>();
    int start = 0;
    while (start <= classPath.length() && entries.size() < ApplicationFiles.MAX_ENTRIES) {
      int end = classPath.indexOf(File.pathSeparatorChar, start);
      end = end < 0 ? classPath.length() : end;
      if (end > start) {
        entries.add(new File(classPath.substring(start, end)));
      }
      start = end + 1;
    }
    return entries;
  }
}
