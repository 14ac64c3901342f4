package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a running agent tells of itself, judged.
 *
 * @param status what it tells
 * @param target whom it is in
 * @param redaction what is not told of it
 * @param nowMillis this machine's time
 */
record ToldStatus(Map<String, Object> status, Target target, Redaction redaction, long nowMillis) {

  private static final String NAME = "attach";
  private static final int MAX_CHARS = 300;
  private static final Duration SILENT = Duration.ofMinutes(5);
  // it is told every minute
  private static final Duration STALE = Duration.ofMinutes(3);
  private static final Set<String> INTENDED =
      Arrays.stream(DiscardReason.values())
          .filter(DiscardReason::isIntended)
          .map(DiscardReason::wireName)
          .collect(Collectors.toUnmodifiableSet());

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            NAME,
            "process %d on Java %s has mcp-sentry %s in agent %s"
                .formatted(
                    target.pid(),
                    target.properties().getOrDefault("java.version", "(unknown)"),
                    word("version"),
                    word("host"))));
    Duration age = since(Json.number(status, "at"));
    if (age.compareTo(STALE) > 0) {
      findings.add(
          Finding.warn(
              NAME,
              "it last told of itself %d minutes ago".formatted(age.toMinutes()),
              "look for [mcp-sentry] on its stderr; restart it"));
    }
    libraries(findings);
    findings.add(answer());
    drops(findings);
    return findings;
  }

  private void libraries(List<Finding> findings) {
    List<String> hooked = Json.texts(status, "hooked");
    List<String> unhooked = Json.texts(status, "unhooked");
    if (!hooked.isEmpty()) {
      findings.add(Finding.ok(NAME, "monitored: " + clean(String.join(", ", hooked))));
    }
    for (String library : unhooked) {
      Level level = hooked.isEmpty() ? Level.FAIL : Level.WARN;
      findings.add(
          new Finding(
              level,
              NAME,
              "found but not monitored: " + clean(library),
              List.of(),
              "see docs/supported-libraries.md for versions that are"));
    }
    if (hooked.isEmpty() && unhooked.isEmpty()) {
      findings.add(
          Finding.warn(
              NAME,
              "no MCP library was put to use yet",
              "call it once; if it is an MCP server then, see docs/supported-libraries.md"));
    }
  }

  private Finding answer() {
    Map<String, Long> sent = counts("sent");
    long all = sent.values().stream().mapToLong(Long::longValue).sum();
    String text = "%d envelopes sent%s".formatted(all, all == 0 ? "" : " " + listed(sent));
    Map<String, Object> answer = Json.object(status, "answer");
    if (answer.isEmpty()) {
      boolean young =
          target.started() != null && since(target.started().toEpochMilli()).compareTo(SILENT) <= 0;
      return young
          ? Finding.ok(NAME, text + "; nothing was due yet")
          : Finding.warn(
              NAME, text + "; Sentry never answered", "the checks above tell which step fails");
    }
    long code = Json.number(answer, "status");
    Duration ago = since(Json.number(answer, "at"));
    text += "; Sentry answered %d %d s ago".formatted(code, Math.max(0, ago.toSeconds()));
    if (code >= 300) {
      return Finding.fail(
          NAME, text, "its stderr says more; the checks above tell whether it lasts");
    }
    return ago.compareTo(SILENT) > 0
        ? Finding.warn(NAME, text, "nothing was sent for 5 minutes, not even metrics")
        : Finding.ok(NAME, text);
  }

  private void drops(List<Finding> findings) {
    Map<String, Long> dropped = counts("dropped");
    dropped.keySet().removeAll(INTENDED);
    if (!dropped.isEmpty()) {
      findings.add(
          Finding.warn(
              NAME,
              "dropped since its start: " + listed(dropped),
              "see docs/operations/outages.md for what the reasons mean"));
    }
  }

  private Map<String, Long> counts(String key) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Object> members = Json.object(status, key);
    members.keySet().forEach(name -> counts.put(clean(name), Json.number(members, name)));
    return counts;
  }

  private static String listed(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private Duration since(long epochMillis) {
    return Duration.ofMillis(nowMillis - epochMillis);
  }

  private String word(String key) {
    String text = Json.text(status, key);
    return text == null ? "(unknown)" : clean(text);
  }

  private String clean(String text) {
    return redaction.text(text, MAX_CHARS);
  }
}
