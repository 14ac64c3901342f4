package dev.mcpsentry.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a library under the agent. The same is in docs/supported-libraries.md.
 *
 * @param artifact the name without its group
 * @param floor the oldest version that is monitored; empty when none is
 * @param newest the newest that was tested; empty when that does not matter
 */
record SupportedLibrary(String artifact, String floor, String newest) {

  private static final Pattern VERSION = Pattern.compile("([0-9]+)\\.([0-9]+).*");

  private static final List<SupportedLibrary> ALL =
      List.of(
          new SupportedLibrary("mcp", "0.8", "2.1"),
          new SupportedLibrary("mcp-core", "0.8", "2.1"),
          new SupportedLibrary("langchain4j-mcp", "1.0", "1.18"),
          new SupportedLibrary("spring-ai-mcp", "1.1", "2.0"),
          new SupportedLibrary("quarkus-mcp-server-core", "", ""),
          new SupportedLibrary("kotlin-sdk-jvm", "", ""),
          new SupportedLibrary("kotlin-sdk-server-jvm", "", ""),
          new SupportedLibrary("kotlin-sdk-client-jvm", "", ""),
          new SupportedLibrary("helidon4-extensions-mcp-server", "", ""),
          new SupportedLibrary("sentry", "", ""),
          new SupportedLibrary("sentry-opentelemetry-agent", "", ""));

  /** What becomes of a version. */
  enum Verdict {
    MONITORED,
    TOO_OLD,
    TOO_NEW,
    UNKNOWN_LIBRARY,
    OWN_SENTRY
  }

  /** The library of this name; null when it has nothing to do with us. */
  static @Nullable SupportedLibrary of(String artifact) {
    return ALL.stream()
        .filter(library -> library.artifact.equals(artifact))
        .findFirst()
        .orElse(null);
  }

  Verdict verdict(String version) {
    if (artifact.startsWith("sentry")) {
      return Verdict.OWN_SENTRY;
    }
    if (floor.isEmpty()) {
      return Verdict.UNKNOWN_LIBRARY;
    }
    long number = number(version);
    if (number < number(floor)) {
      return Verdict.TOO_OLD;
    }
    return number > number(newest) ? Verdict.TOO_NEW : Verdict.MONITORED;
  }

  // major and minor
  private static long number(String version) {
    Matcher form = VERSION.matcher(version);
    try {
      return form.matches()
          ? Integer.parseInt(form.group(1)) * 100_000L + Integer.parseInt(form.group(2))
          : 0;
    } catch (NumberFormatException huge) {
      return Long.MAX_VALUE;
    }
  }
}
