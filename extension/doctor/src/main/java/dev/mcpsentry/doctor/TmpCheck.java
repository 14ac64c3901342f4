package dev.mcpsentry.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether the agent can unpack what is in its jar.
 *
 * @param directory java.io.tmpdir
 */
record TmpCheck(Path directory) implements Check {

  @Override
  public String name() {
    return "tmp";
  }

  @Override
  public List<Finding> findings() {
    try {
      Path file = Files.createTempFile(directory, "mcp-sentry", ".tmp");
      try {
        Files.write(file, new byte[1024]);
      } finally {
        Files.delete(file);
      }
      return List.of(Finding.ok(name(), directory + " can be written to"));
    } catch (IOException | SecurityException problem) {
      return List.of(
          Finding.fail(
              name(),
              directory + " cannot be written to: " + problem.getClass().getSimpleName(),
              "the agent unpacks itself there: name another place by -Djava.io.tmpdir, or mount"
                  + " one"));
    }
  }
}
