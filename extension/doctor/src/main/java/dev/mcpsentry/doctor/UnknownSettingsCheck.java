package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that look like settings and are none. Their values are not looked at.
 *
 * @param surroundings what is said
 */
record UnknownSettingsCheck(Surroundings surroundings) implements Check {

  private static final String MCP = "OTEL_INSTRUMENTATION_MCP_";
  private static final int MOST = 20;

  // what Sentry's other tools read
  private static final Set<String> OF_OTHERS =
      Set.of(
          "SENTRY_AUTH_TOKEN",
          "SENTRY_ORG",
          "SENTRY_PROJECT",
          "SENTRY_URL",
          "SENTRY_LOG_LEVEL",
          "SENTRY_PROPERTIES",
          "SENTRY_PROPERTIES_FILE");

  private static final Set<String> KNOWN =
      Stream.concat(Settings.ALL.stream(), Stream.of(Settings.ENABLE_LOGS))
          .map(Setting::environmentVariable)
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    surroundings.names().stream()
        .filter(UnknownSettingsCheck::looksLikeOurs)
        .filter(name -> !isKnown(Surroundings.variable(name)))
        .limit(MOST)
        .forEach(
            name ->
                findings.add(
                    Finding.warn(
                        name(),
                        name + " is no setting",
                        "the nearest is " + nearest(Surroundings.variable(name)))));
    return findings;
  }

  private static boolean looksLikeOurs(String name) {
    boolean variable = name.startsWith("SENTRY_") || name.startsWith(MCP);
    boolean property =
        name.startsWith("sentry.")
            || name.startsWith("otel.instrumentation.mcp.")
            || name.startsWith("otel.instrumentation.mcp-");
    return variable || property;
  }

  private static boolean isKnown(String variable) {
    // every module of the agent has a switch, by OpenTelemetry's rule
    return KNOWN.contains(variable)
        || OF_OTHERS.contains(variable)
        || (variable.startsWith(MCP) && variable.endsWith("_ENABLED"));
  }

  private static String nearest(String variable) {
    return KNOWN.stream()
        .min(
            Comparator.<String>comparingInt(known -> distance(variable, known))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /** How many characters must go and come; names are rather cut short than written anew. */
  static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[before.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 2;
        row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = row;
    }
    return before[other.length()];
  }
}
