package dev.mcpsentry.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running server, seen from outside. Nothing is loaded into it: the JVM itself answers for its
 * system properties.
 *
 * @param pid its process
 * @param properties its system properties; empty when it could not be asked
 * @param variables its environment as it was started, as far as the system tells
 * @param arguments the words it was started with, as far as the system tells
 * @param started since when it runs; null when the system does not tell
 * @param problem why it could not be asked; null when it was
 */
record Target(
    long pid,
    Map<String, String> properties,
    Map<String, String> variables,
    List<String> arguments,
    @Nullable Instant started,
    @Nullable String problem) {

  // the JVM of the other process may be busy with its garbage
  private static final Duration LEAST = Duration.ofSeconds(15);

  /** Looks at it, and asks it within the time, though not less than 15 s. */
  static Target of(long pid, Duration timeout) {
    Optional<ProcessHandle> found = ProcessHandle.of(pid);
    if (found.isEmpty()) {
      return new Target(pid, Map.of(), Map.of(), List.of(), null, "there is no such process");
    }
    ProcessHandle.Info info = found.get().info();
    List<String> arguments = arguments(pid, info);
    Map<String, String> variables = variables(pid);
    Instant started = info.startInstant().orElse(null);
    try {
      Duration patience = timeout.compareTo(LEAST) < 0 ? LEAST : timeout;
      Properties properties = Bounded.call(patience, () -> VirtualMachines.properties(pid));
      return new Target(pid, Surroundings.texts(properties), variables, arguments, started, null);
    } catch (Exception | LinkageError problem) {
      String why =
          problem instanceof LinkageError
              ? "this Java has no attach module"
              : Problems.words(problem);
      return new Target(pid, Map.of(), variables, arguments, started, why);
    }
  }

  /** The jars of agents it was started with. */
  List<String> agents() {
    return Stream.concat(
            arguments.stream(),
            Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .flatMap(name -> Arrays.stream(variables.getOrDefault(name, "").split("\\s+", -1))))
        .filter(word -> word.startsWith("-javaagent:"))
        .map(word -> word.substring("-javaagent:".length()).split("=", 2)[0])
        .map(path -> path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
        .distinct()
        .toList();
  }

  // what the handle tells is cut after a page
  private static List<String> arguments(long pid, ProcessHandle.Info info) {
    List<String> words = words(pid, "cmdline");
    return words.isEmpty() ? List.of(info.arguments().orElse(new String[0])) : words;
  }

  private static Map<String, String> variables(long pid) {
    Map<String, String> variables = new HashMap<>();
    for (String word : words(pid, "environ")) {
      int end = word.indexOf('=');
      if (end > 0) {
        variables.put(word.substring(0, end), word.substring(end + 1));
      }
    }
    return variables;
  }

  private static List<String> words(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/" + file));
      return Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\0", -1))
          .filter(word -> !word.isEmpty())
          .toList();
    } catch (IOException | RuntimeException notHere) {
      return List.of();
    }
  }
}
