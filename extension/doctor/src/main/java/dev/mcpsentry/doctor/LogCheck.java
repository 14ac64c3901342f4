package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.privacy.Redaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our lines among what a server said on stderr.
 *
 * @param file what it said
 * @param redaction what is not told of it
 */
record LogCheck(Path file, Redaction redaction) implements Check {

  private static final String OURS = "[mcp-sentry] ";
  private static final int MAX_CHARS = 300;
  private static final int MAX_LINES = 40;

  /** What a line of ours says, by words in it. */
  private enum Kind {
    OFF(Level.FAIL, "do what it says, and start the server again", "disabled", "stays off"),
    UNHOOKED(Level.FAIL, "see docs/supported-libraries.md", "found but not monitored"),
    UNREACHED(Level.FAIL, "the checks of the network tell which step fails", "cannot reach sentry"),
    REFUSED(Level.FAIL, "the check envelope tells why", "sentry at ", " answered "),
    LOST(
        Level.WARN,
        "see docs/operations/outages.md",
        "dropped in the last",
        "dropped before the end",
        "given up",
        "cannot write to the spool",
        "is unreadable"),
    WRONG(Level.WARN, "see docs/configuration.md", " is not "),
    OWN_FAULT(Level.WARN, "please report it", "stepped aside");

    private final Level level;
    private final String remedy;

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final List<String> words;

    Kind(Level level, String remedy, String... words) {
      this.level = level;
      this.remedy = remedy;
      this.words = List.of(words);
    }

    static @Nullable Kind of(String line) {
      String lower = line.toLowerCase(Locale.ROOT);
      for (Kind kind : values()) {
        boolean said =
            kind == REFUSED
                ? kind.words.stream().allMatch(lower::contains)
                : kind.words.stream().anyMatch(lower::contains);
        if (said) {
          return kind;
        }
      }
      return null;
    }
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public List<Finding> findings() {
    Set<String> lines = new LinkedHashSet<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = line(in); line != null; line = line(in)) {
        int start = line.indexOf(OURS);
        if (start >= 0 && lines.size() < MAX_LINES) {
          lines.add(line.substring(start + OURS.length()));
        }
      }
    } catch (IOException problem) {
      return List.of(
          Finding.fail(
              name(),
              file.getFileName() + " cannot be read: " + problem.getClass().getSimpleName(),
              "name a file with what the server said on stderr"));
    }
    if (lines.isEmpty()) {
      return List.of(
          Finding.fail(
              name(),
              "no line of ours is in it",
              "the agent was not there: start the server with -javaagent:mcp-sentry-agent.jar"));
    }
    List<Finding> findings = new ArrayList<>();
    lines.forEach(line -> findings.add(finding(line)));
    return findings;
  }

  private Finding finding(String line) {
    String shown = redaction.text(line, MAX_CHARS);
    Kind kind = Kind.of(line);
    return kind == null
        ? Finding.ok(name(), shown)
        : new Finding(kind.level, name(), shown, List.of(), kind.remedy);
  }

  /** The next line, cut where it is too long; null at the end. */
  private static @Nullable String line(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() < 4 * MAX_CHARS) {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
