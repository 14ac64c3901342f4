package dev.mcpsentry.doctor;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * MCP and Sentry libraries of an application, before it is started.
 *
 * @param path a jar, or a class path
 */
record AppCheck(String path) implements Check {

  @Override
  public String name() {
    return "app";
  }

  @Override
  public List<Finding> findings() {
    List<Artifact> found = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!entry.isBlank()) {
        try {
          found.addAll(AppFiles.artifacts(entry.trim()));
        } catch (IOException | SecurityException problem) {
          return List.of(
              Finding.fail(
                  name(),
                  entry + " cannot be read: " + problem.getClass().getSimpleName(),
                  "name the jar of the application, or its class path"));
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    found.stream().distinct().forEach(artifact -> judge(artifact, findings));
    if (findings.isEmpty()) {
      findings.add(
          Finding.warn(
              name(),
              "no MCP library is in it",
              "if it is an MCP server, name its whole class path; see"
                  + " docs/supported-libraries.md"));
    }
    return findings;
  }

  private void judge(Artifact artifact, List<Finding> findings) {
    SupportedLibrary library = SupportedLibrary.of(artifact.name());
    if (library == null) {
      return;
    }
    String text = artifact.name() + " " + artifact.version();
    switch (library.verdict(artifact.version())) {
      case MONITORED -> findings.add(Finding.ok(name(), text + " is monitored"));
      case TOO_OLD ->
          findings.add(
              Finding.fail(
                  name(),
                  text + " is older than what is monitored",
                  "use %s or later".formatted(library.floor())));
      case TOO_NEW ->
          findings.add(
              Finding.warn(
                  name(),
                  text + " is newer than what was tested",
                  "look for \"monitored\" on stderr; a newer mcp-sentry may know it"));
      case UNKNOWN_LIBRARY ->
          findings.add(
              Finding.fail(
                  name(),
                  text + " is not monitored",
                  "the rest of the server still is; see docs/supported-libraries.md"));
      case OWN_SENTRY ->
          findings.add(
              Finding.warn(
                  name(),
                  text + " is the application's own Sentry SDK",
                  "both can stay, see docs/operations/coexistence.md"));
    }
  }
}
