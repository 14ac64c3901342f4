package dev.mcpsentry.smoke.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start a Java program; immutable, every method answers a changed copy.
 *
 * @param javaHome the JDK it runs on
 * @param launch {@code -cp path main}, {@code -jar path} or {@code --module-path path --module
 *     name}
 * @param jvmArguments arguments before it
 * @param arguments the program's own
 * @param environment variables to set on top of a clean environment
 * @param directory the working directory, null for the test's
 */
public record JavaProgram(
    Path javaHome,
    List<String> launch,
    List<String> jvmArguments,
    List<String> arguments,
    Map<String, String> environment,
    @Nullable Path directory) {

  // what would switch an agent or another JVM on behind the test's back
  private static final List<String> CLEANED =
      List.of("OTEL_", "SENTRY_", "MCP_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** A main class on a class path, which may hold {@code dir/*}. */
  public static JavaProgram main(String classPath, String mainClass) {
    return of(List.of("-cp", classPath, mainClass));
  }

  /** An executable jar. */
  public static JavaProgram jar(Path jar) {
    return of(List.of("-jar", jar.toString()));
  }

  /** A main class of a named module: {@code module/class}. */
  public static JavaProgram module(String modulePath, String moduleAndClass) {
    return of(List.of("--module-path", modulePath, "--module", moduleAndClass));
  }

  private static JavaProgram of(List<String> launch) {
    // C1 only: a child lives for seconds
    return new JavaProgram(
        Path.of(System.getProperty("java.home")),
        launch,
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"),
        List.of(),
        Map.of(),
        null);
  }

  public JavaProgram onJava(Path home) {
    return new JavaProgram(home, launch, jvmArguments, arguments, environment, directory);
  }

  /** Replaces every JVM argument, those that make a child start fast included. */
  public JavaProgram onlyJvmArguments(String... only) {
    return new JavaProgram(javaHome, launch, List.of(only), arguments, environment, directory);
  }

  public JavaProgram jvmArgument(String argument) {
    return new JavaProgram(
        javaHome, launch, with(jvmArguments, argument), arguments, environment, directory);
  }

  public JavaProgram agent(Path jar) {
    return jvmArgument("-javaagent:" + jar);
  }

  public JavaProgram arguments(String... more) {
    return new JavaProgram(
        javaHome, launch, jvmArguments, with(arguments, more), environment, directory);
  }

  public JavaProgram environment(String name, String value) {
    Map<String, String> next = new LinkedHashMap<>(environment);
    next.put(name, value);
    return new JavaProgram(javaHome, launch, jvmArguments, arguments, Map.copyOf(next), directory);
  }

  public JavaProgram in(Path workingDirectory) {
    return new JavaProgram(
        javaHome, launch, jvmArguments, arguments, environment, workingDirectory);
  }

  /**
   * Starts it.
   *
   * @throws UncheckedIOException when there is no such JVM
   */
  public ChildJvm start() {
    return start(new ProcessBuilder(command()));
  }

  /** Starts it with another stderr, such as a named pipe; the child has none then to look at. */
  public ChildJvm start(Path stderr) {
    return start(new ProcessBuilder(command()).redirectError(stderr.toFile()));
  }

  private ChildJvm start(ProcessBuilder builder) {
    builder.environment().keySet().removeIf(name -> CLEANED.stream().anyMatch(name::startsWith));
    builder.environment().putAll(environment);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    try {
      return ChildJvm.watch(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words that start it, without its environment. */
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(jvmArguments);
    command.addAll(launch);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  private static List<String> with(List<String> list, String... more) {
    List<String> next = new ArrayList<>(list);
    next.addAll(List.of(more));
    return List.copyOf(next);
  }
}
