package dev.mcpsentry.smoke.node;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start a Node program; immutable, every method answers a changed copy.
 *
 * @param node runs it
 * @param environment variables to set on top of those of the test
 * @param directory the working directory
 */
public record NodeProgram(
    Path node,
    Path script,
    List<String> arguments,
    Map<String, String> environment,
    Path directory) {

  public NodeProgram environment(String name, String value) {
    Map<String, String> next = new LinkedHashMap<>(environment);
    next.put(name, value);
    return new NodeProgram(node, script, arguments, Map.copyOf(next), directory);
  }

  public NodeProgram in(Path workingDirectory) {
    return new NodeProgram(node, script, arguments, environment, workingDirectory);
  }

  /** The words that start it. */
  public List<String> command() {
    List<String> command = new ArrayList<>(List.of(node.toString(), script.toString()));
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /**
   * Starts it.
   *
   * @throws UncheckedIOException when it cannot be started
   */
  public ChildJvm start() {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().putAll(environment);
    builder.directory(directory.toFile());
    try {
      return ChildJvm.watch(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
