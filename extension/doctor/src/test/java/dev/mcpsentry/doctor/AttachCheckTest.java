package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachCheckTest {

  private static final List<String> OURS = List.of("java", "-javaagent:/opt/mcp-sentry-agent.jar");

  @Test
  void processThatIsNot_fails() {
    Target target = Target.of(Long.MAX_VALUE, Duration.ofSeconds(1));

    assertThat(findings(target)).singleElement().matches(Finding::failed);
    assertThat(findings(target).get(0).text()).contains("no such process");
  }

  @Test
  void processThatCannotBeAsked_failsWithWhatItWasStartedWith() {
    Target target = new Target(7, Map.of(), Map.of(), OURS, null, "Permission denied");

    assertThat(findings(target)).singleElement().matches(Finding::failed);
    assertThat(findings(target).get(0).text())
        .contains("Permission denied")
        .contains("mcp-sentry-agent.jar");
  }

  @Test
  void processThatIsNoJvm_isLeftAlone() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      Target target = Target.of(sleep.pid(), Duration.ofSeconds(1));

      assertThat(findings(target)).singleElement().matches(Finding::failed);
      assertThat(sleep.isAlive()).isTrue();
    } finally {
      sleep.destroyForcibly();
    }
  }

  @Test
  void serverWithoutAgent_fails() {
    Finding finding = findings(target(null, List.of("java", "-jar", "x.jar"))).get(0);

    assertThat(finding.failed()).isTrue();
    assertThat(finding.text()).contains("has no agent");
    assertThat(finding.remedy()).contains("-javaagent");
  }

  @Test
  void serverWithAnotherAgent_fails() {
    Finding finding =
        findings(target(null, List.of("java", "-javaagent:/x/opentelemetry-javaagent.jar=a=b")))
            .get(0);

    assertThat(finding.failed()).isTrue();
    assertThat(finding.text()).contains("another agent: opentelemetry-javaagent.jar");
    assertThat(finding.remedy()).contains("otel.javaagent.extensions");
  }

  @Test
  void agentInToolOptions_isSeen() {
    Target target =
        new Target(
            7,
            Map.of("java.version", "21"),
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/x/dd-java-agent.jar"),
            List.of("java"),
            null,
            null);

    assertThat(findings(target).get(0).text()).contains("dd-java-agent.jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "[]", "{"})
  void agentThatTellsNothing_fails(String status) {
    Finding finding = findings(target(status.isEmpty() ? null : status, OURS)).get(0);

    assertThat(finding.failed()).isTrue();
    assertThat(finding.text()).contains("tells nothing");
    assertThat(finding.remedy()).contains("SENTRY_DSN");
  }

  @Test
  void healthyServer_isFine() {
    List<Finding> findings = findings(target(status("", 0, 200, 0), OURS));

    assertThat(findings).allMatch(finding -> finding.level() == Level.OK);
    assertThat(findings.toString())
        .contains("mcp-sentry 0.1.0 in agent 2.33.1")
        .contains("monitored: MCP Java SDK server 1.1.5")
        .contains("5 envelopes sent (event 1, span 4)")
        .contains("Sentry answered 200");
  }

  @Test
  void libraryThatIsNotHooked_fails() {
    String status =
        status("", 0, 200, 0)
            .replace("\"hooked\":[\"MCP Java SDK server 1.1.5\"]", "\"hooked\":[]")
            .replace("\"unhooked\":[]", "\"unhooked\":[\"Quarkus MCP server 1.2: too new\"]");

    assertThat(findings(target(status, OURS)))
        .filteredOn(Finding::failed)
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("found but not monitored: Quarkus MCP server 1.2: too new");
  }

  @Test
  void libraryThatIsNotUsedYet_warns() {
    String status =
        status("", 0, 200, 0)
            .replace("\"hooked\":[\"MCP Java SDK server 1.1.5\"]", "\"hooked\":[]");

    assertThat(warnings(status)).singleElement().asString().contains("no MCP library");
  }

  @Test
  void drops_warnButThoseThatAreMeantToBe() {
    assertThat(warnings(status("\"sample_rate\":9,\"ignored\":1", 0, 200, 0))).isEmpty();
    assertThat(warnings(status("\"sample_rate\":9,\"queue_overflow\":3", 0, 200, 0)))
        .singleElement()
        .asString()
        .contains("queue_overflow 3")
        .doesNotContain("sample_rate");
  }

  @Test
  void silence_warns() {
    assertThat(warnings(status("", 0, 200, 360)))
        .singleElement()
        .asString()
        .contains("Sentry answered 200 36");
  }

  @Test
  void statusThatIsOld_warns() {
    assertThat(warnings(status("", 600, 200, 0)))
        .singleElement()
        .asString()
        .contains("10 minutes ago");
  }

  @Test
  void refusal_fails() {
    assertThat(findings(target(status("", 0, 403, 0), OURS)))
        .filteredOn(Finding::failed)
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("403");
  }

  @Test
  void serverThatHasOnlyJustStarted_mayHaveSentNothing() {
    String status =
        "{\"version\":\"0.1.0\",\"at\":%d,\"hooked\":[\"x\"]}"
            .formatted(System.currentTimeMillis());
    Map<String, String> properties = Map.of("mcpsentry.status", status);
    Target young = new Target(7, properties, Map.of(), OURS, Instant.now(), null);
    Target old = new Target(7, properties, Map.of(), OURS, Instant.EPOCH, null);

    assertThat(findings(young)).allMatch(finding -> finding.level() == Level.OK);
    assertThat(findings(old)).anyMatch(finding -> finding.text().contains("never answered"));
  }

  @Test
  void oldJava_fails() {
    Target target =
        new Target(
            7,
            Map.of("java.specification.version", "1.8", "java.version", "1.8.0_402"),
            Map.of(),
            OURS,
            null,
            null);

    assertThat(findings(target).get(0).text()).contains("Java 1.8");
    assertThat(findings(target).get(0).failed()).isTrue();
  }

  private static String status(String dropped, long secondsOld, int code, long secondsAgo) {
    long now = System.currentTimeMillis();
    return """
    {"version":"0.1.0","host":"2.33.1","at":%d,"hooked":["MCP Java SDK server 1.1.5"],\
    "unhooked":[],"sent":{"span":4,"event":1},"dropped":{%s},"answer":{"status":%d,"at":%d}}\
    """
        .formatted(now - secondsOld * 1000, dropped, code, now - secondsAgo * 1000);
  }

  private static Target target(String status, List<String> arguments) {
    Map<String, String> properties = new HashMap<>();
    properties.put("java.version", "21.0.1");
    properties.put("java.specification.version", "21");
    if (status != null) {
      properties.put("mcpsentry.status", status);
    }
    return new Target(7, properties, Map.of(), arguments, Instant.EPOCH, null);
  }

  private static List<String> warnings(String status) {
    return findings(target(status, OURS)).stream()
        .filter(finding -> finding.level() != Level.OK)
        .map(Finding::text)
        .toList();
  }

  private static List<Finding> findings(Target target) {
    return new AttachCheck(target, Said.REDACTION).findings();
  }
}
