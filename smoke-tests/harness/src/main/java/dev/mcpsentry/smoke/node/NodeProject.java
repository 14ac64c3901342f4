package dev.mcpsentry.smoke.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An installed folder of Node programs.
 *
 * @param node the program that runs them
 * @param folder holds {@code node_modules}
 */
public record NodeProject(Path node, Path folder) {

  /** A script of the folder itself. */
  public NodeProgram script(String file, String... arguments) {
    return new NodeProgram(node, folder.resolve(file), List.of(arguments), Map.of(), folder);
  }

  /** A script of an installed package. */
  public NodeProgram module(String file, String... arguments) {
    return script("node_modules/" + file, arguments);
  }
}
