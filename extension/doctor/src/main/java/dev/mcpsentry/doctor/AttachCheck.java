package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the server that runs has the agent, and what the agent tells of itself.
 *
 * @param target the server
 * @param redaction what is not told of it
 */
record AttachCheck(Target target, Redaction redaction) implements Check {

  private static final int OLDEST_JAVA = 17;
  private static final String HOW_TO_ATTACH =
      "start it with -javaagent:mcp-sentry-agent.jar, see docs/operations/attach.md";

  @Override
  public String name() {
    return "attach";
  }

  @Override
  public List<Finding> findings() {
    if (target.problem() != null) {
      return List.of(unasked(target.problem()));
    }
    List<Finding> findings = new ArrayList<>();
    String java = target.properties().getOrDefault("java.specification.version", "");
    if (isTooOld(java)) {
      findings.add(
          Finding.fail(
              name(),
              "it runs on Java " + java,
              "start it with Java " + OLDEST_JAVA + " or later"));
    }
    String status = target.properties().get(Settings.STATUS.property());
    Map<String, Object> members = status == null ? Map.of() : Json.object(status);
    if (members.isEmpty()) {
      findings.add(silent());
    } else {
      findings.addAll(
          new ToldStatus(members, target, redaction, System.currentTimeMillis()).findings());
    }
    return findings;
  }

  private Finding unasked(String problem) {
    String agents =
        target.agents().isEmpty()
            ? ""
            : "; it was started with " + String.join(", ", target.agents());
    return Finding.fail(
        name(),
        "process %d cannot be asked: %s%s".formatted(target.pid(), problem, agents),
        "run doctor with a JDK, as the user and in the container of the server");
  }

  private Finding silent() {
    String extensions = target.properties().getOrDefault("otel.javaagent.extensions", "");
    List<String> agents = target.agents();
    boolean ours =
        agents.stream().anyMatch(jar -> jar.toLowerCase(Locale.ROOT).contains("mcp-sentry"))
            || extensions.contains("mcp-sentry");
    String program = "process %d on %s".formatted(target.pid(), java());
    if (ours) {
      return Finding.fail(
          name(),
          program + " has the agent, which tells nothing",
          "it has only just started, or is switched off there: look for [mcp-sentry] on its"
              + " stderr, and for SENTRY_DSN in its environment");
    }
    if (!agents.isEmpty()) {
      return Finding.fail(
          name(),
          program + " has another agent: " + String.join(", ", agents),
          "with OpenTelemetry's own, add -Dotel.javaagent.extensions=mcp-sentry-extension.jar; else"
              + " "
              + HOW_TO_ATTACH);
    }
    return Finding.fail(name(), program + " has no agent", HOW_TO_ATTACH);
  }

  private String java() {
    return "Java " + target.properties().getOrDefault("java.version", "(unknown)");
  }

  private static boolean isTooOld(String specification) {
    try {
      return specification.startsWith("1.") || Integer.parseInt(specification) < OLDEST_JAVA;
    } catch (NumberFormatException unknown) {
      return false;
    }
  }
}
