package dev.mcpsentry.smoke;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files the build made for the scenarios. */
final class Build {

  private static final Path SMOKE_TESTS = Path.of("..");

  private Build() {}

  /** The agent jar under test. */
  static Path agent() {
    return existing(
        System.getProperty("smoke.agent"),
        SMOKE_TESTS.resolve("../extension/bundle/target/mcp-sentry-agent.jar"));
  }

  /** The extension jar under test. */
  static Path extension() {
    return existing(
        System.getProperty("smoke.extension"),
        SMOKE_TESTS.resolve("../extension/bundle/target/mcp-sentry-extension.jar"));
  }

  /** The oldest OpenTelemetry agent the extension works in. */
  static Path oldestAgent() {
    return existing(
        System.getProperty("smoke.oldest-agent"),
        Path.of("target/oldest-agent/opentelemetry-javaagent.jar"));
  }

  /** The class path of a row: every jar of one version of a demo program. */
  static String row(String name) {
    return rowFile(name, "lib") + "/*";
  }

  /** What a row's build made. */
  static Path rowFile(String name, String file) {
    return existing(null, rows().resolve(name).resolve("target").resolve(file));
  }

  private static Path rows() {
    return existing(System.getProperty("smoke.rows"), SMOKE_TESTS.resolve("apps/rows"));
  }

  /** What the build of a program made that is no row of versions. */
  static Path appFile(String name, String file) {
    return existing(null, rows().resolveSibling(name).resolve("target").resolve(file));
  }

  /** The executable jar of the demonstration's server. */
  static Path bookshop() {
    return existing(
        System.getProperty("smoke.bookshop"),
        SMOKE_TESTS.resolve("apps/bookshop/target/bookshop.jar"));
  }

  /** The folder of the Node programs, not installed. */
  static Path node() {
    return existing(System.getProperty("smoke.node"), SMOKE_TESTS.resolve("apps/node"));
  }

  /** Whether the widest rows run too. */
  static boolean wholeMatrix() {
    return "all".equals(System.getProperty("smoke.matrix"));
  }

  /** The usual rows, and where the whole matrix runs the wide ones too. */
  static <T> Stream<T> rows(List<T> usual, List<T> wide) {
    return wholeMatrix() ? Stream.concat(usual.stream(), wide.stream()) : usual.stream();
  }

  private static Path existing(@Nullable String configured, Path fallback) {
    Path path = (configured == null ? fallback : Path.of(configured)).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new IllegalStateException("Not built: " + path);
    }
    return path;
  }
}
