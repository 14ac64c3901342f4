package dev.mcpsentry.smoke.node;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Node of this machine.
 *
 * @param node the program
 * @param npm its package manager
 */
public record Node(Path node, Path npm) {

  private static final Duration INSTALL_PATIENCE = Duration.ofMinutes(3);
  private static final String INSTALLED = "installed.lock";

  /** What npm calls a registry it cannot reach. */
  private static final List<String> UNREACHABLE =
      List.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH");

  /** The one on the search path; empty where node or npm is missing. */
  public static Optional<Node> find() {
    return onPath("node").flatMap(node -> onPath("npm").map(npm -> new Node(node, npm)));
  }

  private static Optional<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Copies the files of a folder and installs exactly what its lock file names, unless that was
   * done before; empty when the registry cannot be reached.
   *
   * @throws IllegalStateException when npm fails or needs more than three minutes; tells its output
   */
  public Optional<NodeProject> install(Path sources, Path target) {
    try {
      Files.createDirectories(target);
      copy(sources, target);
      String lock = Files.readString(target.resolve("package-lock.json"));
      Path installed = target.resolve(INSTALLED);
      if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
        if (!npm(target)) {
          return Optional.empty();
        }
        Files.writeString(installed, lock);
      }
      return Optional.of(new NodeProject(node, target.toAbsolutePath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path sources, Path target) throws IOException {
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private boolean npm(Path target) throws IOException, InterruptedException {
    Path log = target.resolve("npm.log");
    Process process =
        new ProcessBuilder(List.of(npm.toString(), "ci", "--ignore-scripts"))
            .directory(target.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(INSTALL_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "npm ci takes longer than " + INSTALL_PATIENCE + ":\n" + read(log));
      }
      if (process.exitValue() == 0) {
        return true;
      }
      String output = read(log);
      if (UNREACHABLE.stream().noneMatch(output::contains)) {
        throw new IllegalStateException("npm ci fails:\n" + output);
      }
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }
}
