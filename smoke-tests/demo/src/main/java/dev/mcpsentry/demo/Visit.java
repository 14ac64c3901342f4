package dev.mcpsentry.demo;

import dev.mcpsentry.demo.report.Asked;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of asking one server.
 *
 * @param asked the calls, as the client saw them
 * @param words what the agent said on the server's stderr about monitoring
 */
record Visit(List<Asked> asked, List<String> words) {

  private static final String OURS = "[mcp-sentry] ";

  static Visit of(List<Asked> asked, List<String> stderr) {
    return new Visit(
        asked,
        stderr.stream()
            .filter(line -> line.startsWith(OURS))
            .map(line -> line.substring(OURS.length()))
            .toList());
  }

  /** Both visits as one. */
  Visit and(Visit next) {
    return new Visit(
        Stream.concat(asked.stream(), next.asked.stream()).toList(),
        Stream.concat(words.stream(), next.words.stream()).distinct().toList());
  }
}
