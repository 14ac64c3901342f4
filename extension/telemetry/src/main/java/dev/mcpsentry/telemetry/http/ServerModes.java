package dev.mcpsentry.telemetry.http;

import dev.mcpsentry.telemetry.rule.Facts;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ways a server can be told to work, by a parameter of its URL, or by a flag of the program's own
 * command line where there is no URL or it says nothing.
 *
 * @param flags those that the program was started with, without their hyphens
 */
public record ServerModes(Set<String> flags) {

  private static final String PREFIX = "--";

  /** By the command line of this process. */
  public static ServerModes ofProcess() {
    String command = new Facts() {}.property("sun.java.command");
    return of(command == null ? "" : command);
  }

  static ServerModes of(String command) {
    return new ServerModes(
        Arrays.stream(command.trim().split("\\s+"))
            // the first is the program
            .skip(1)
            .filter(word -> word.startsWith(PREFIX))
            .map(word -> word.substring(PREFIX.length()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Whether a mode is on; null when nothing says.
   *
   * @param query of the URL, without the question mark, or null
   */
  public @Nullable Boolean isOn(String mode, @Nullable String query) {
    String value = QueryString.parameter(query, mode);
    if (value != null) {
      return QueryString.isOn(value);
    }
    return flags.contains(mode) ? Boolean.TRUE : null;
  }
}
