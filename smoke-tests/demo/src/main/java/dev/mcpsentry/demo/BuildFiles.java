package dev.mcpsentry.demo;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build made, and where the page goes.
 *
 * @param agent the agent jar
 * @param server the bookshop's executable jar
 * @param operations the folder of the pages for whoever is on call
 * @param output the folder for the page
 */
record BuildFiles(Path agent, Path server, Path operations, Path output) {

  /**
   * Reads the command line.
   *
   * @throws DemoFailure when something is not built
   */
  static BuildFiles of(String... args) {
    if (args.length != 4) {
      throw new DemoFailure("Start it with ./mvnw -q -Pdemo");
    }
    return new BuildFiles(
        built("agent jar", args[0]),
        built("MCP server", args[1]),
        Path.of(args[2]).normalize(),
        Path.of(args[3]).normalize());
  }

  /** The file that tells the build that all went well. */
  Path done() {
    return output.resolve("demo.done");
  }

  private static Path built(String what, String file) {
    Path path = Path.of(file).toAbsolutePath().normalize();
    if (!Files.isRegularFile(path)) {
      throw new DemoFailure("The " + what + " is not built: " + path);
    }
    return path;
  }
}
