package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.OauthCaller.Registered;
import dev.mcpsentry.smoke.OauthCaller.Tokens;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An authorization server and the MCP server it guards: what is counted, and what never is. */
class OauthSmokeTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SKILL = "skill:project-management";
  private static final String USER = "u-17";

  private static final String OPEN = "7.1.2";

  static Stream<String> versions() {
    return Build.rows(List.of("1.5.8"), List.of(OPEN));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void row08_row11_everyStep_isCountedOnce_andNoCodeTokenOrSecretIsTold(String version)
      throws JsonProcessingException {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm server =
            program(sentry, version)
                .environment("OTEL_INSTRUMENTATION_MCP_SKILL_SCOPES", "skill:")
                .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "principal")
                .environment("OTEL_LOGS_EXPORTER", "logging-otlp")
                .environment("OTEL_METRICS_EXPORTER", "logging-otlp")
                .start()) {
      int port = server.awaitReady();
      OauthCaller caller = new OauthCaller(port);
      Registered client = registered(caller, version, SKILL + " openid");
      caller.signIn(USER, "open sesame");
      String code =
          caller.code(caller.consent(client, caller.authorize(client, SKILL + " openid"), SKILL));
      Tokens first = caller.tokens(caller.exchange(client, code));
      call(port, first, "echo");
      Tokens second = caller.tokens(caller.refresh(client, first.refresh()));
      assertThat(caller.refresh(client, "a-refresh-token-of-nobody").statusCode()).isEqualTo(400);
      assertThat(caller.revoke(client, second.refresh())).isEqualTo(200);
      assertThat(caller.revoke(client, second.refresh())).isEqualTo(200);
      server.terminate();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(counted(received))
          .containsExactlyInAnyOrder(
              "app.oauth.register java-http-client dcr: 1",
              "app.oauth.consent_prompted claude-code dcr: 1",
              "app.oauth.consent_granted claude-code dcr: 1",
              "app.oauth.callback_completed claude-code dcr: 1",
              "app.consent.skill_granted claude-code dcr project-management: 1",
              "app.oauth.token_exchange claude-code dcr issued refreshable lt_1h lt_1h: 1",
              "app.oauth.token_exchange claude-code dcr rejected unknown unknown: 1",
              "app.oauth.grant_revoked claude-code client_request lt_1h lt_1h: 1");
      assertThat(received.metrics())
          .filteredOn(metric -> metric.attribute("user.id") != null)
          .allMatch(
              metric ->
                  metric.name().startsWith("app.oauth.")
                      || metric.name().equals("app.server.response"))
          .allMatch(metric -> metric.attribute("user.id").matches("[0-9a-f]{16}"))
          .hasSizeGreaterThanOrEqualTo(5);
      assertThat(received.logs()).noneMatch(log -> log.json().toString().contains("app.oauth."));
      assertHeardByTheUsersExporter(server);
      assertThat(sentry.everything())
          .doesNotContain(caller.secrets())
          .doesNotContain("mcp.sentry.", "stepped aside");
      assertThat(server.stderr().toString()).doesNotContain(caller.secrets());
      assertThat(received.transaction("tools/call echo").data("app.client.name"))
          .isEqualTo("Claude Code (smoke)");
      assertThat(received.transaction("tools/call echo").data("mcp.auth.client.name"))
          .isEqualTo("Claude Code (smoke)");
      assertThat(
              received
                  .transaction("tools/call echo")
                  .data("app.consent.skill.project_management.granted"))
          .isEqualTo("true");
    }
  }

  @Test
  void row09_refusedConsent_andACodeThatIsShownTwice_inTheOlderSpelling() {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm server =
            program(sentry, "1.5.8")
                .environment("OTEL_INSTRUMENTATION_MCP_ACCESS_KEYS", "oauth")
                .start()) {
      int port = server.awaitReady();
      OauthCaller caller = new OauthCaller(port);
      Registered client = new Registered("https://cursor.example/client.json", null);
      caller.signIn(USER, "open sesame");
      caller.consent(client, caller.authorize(client, "skill:triage"));
      String code =
          caller.code(
              caller.consent(client, caller.authorize(client, "skill:triage"), "skill:triage"));
      assertThat(caller.tokens(caller.exchange(client, code)).refresh()).isEmpty();
      assertThat(caller.exchange(client, code).statusCode()).isEqualTo(400);
      assertThat(caller.exchange(client, code).statusCode()).isEqualTo(400);
      server.terminate();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(counted(received))
          .containsExactlyInAnyOrder(
              "app.oauth.consent_prompted cursor cimd: 2",
              "app.oauth.consent_granted cursor cimd: 1",
              "app.oauth.callback_completed cursor cimd: 1",
              "app.oauth.grant_revoked cursor code_replayed lt_1h lt_1h: 1");
      assertThat(events(received).stream().flatMap(event -> keys(event).stream()))
          .contains("app.oauth.grant_revoked.reason")
          .noneMatch(key -> key.startsWith("app.access."));
      assertThat(received.metrics()).allMatch(metric -> metric.attribute("user.id") == null);
      assertThat(sentry.everything()).doesNotContain(caller.secrets());
    }
  }

  @Test
  void whatOnlyTheApplicationKnows_isCountedAsItSays() {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm server = program(sentry, "1.5.8").start()) {
      int port = server.awaitReady();
      OauthCaller caller = new OauthCaller(port);
      Registered client = registered(caller, "1.5.8", "skill:cached");
      caller.signIn(USER, "open sesame");
      String code =
          caller.code(
              caller.consent(client, caller.authorize(client, "skill:cached"), "skill:cached"));
      Tokens first = caller.tokens(caller.exchange(client, code));
      Tokens second = caller.tokens(caller.refresh(client, first.refresh()));
      call(port, second, "buy");
      server.terminate();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(counted(received))
          .contains(
              "app.oauth.token_exchange claude-code dcr cached_valid_local refreshable lt_1h lt_1h: 1",
              "app.oauth.grant_revoked claude-code upstream_rejected_in_use: 1")
          .doesNotContain("app.consent.skill_granted");
      TypedItem revoked =
          events(received).stream()
              .filter(event -> event.name().equals("app.oauth.grant_revoked"))
              .findFirst()
              .orElseThrow();
      assertThat(revoked.traceId()).isEqualTo(received.transaction("tools/call buy").traceId());
      assertThat(received.logs()).noneMatch(log -> log.json().toString().contains("app.oauth."));
      assertThat(sentry.everything()).doesNotContain(caller.secrets());
    }
  }

  @Test
  void oldestAgent_countsWhatIsDecided() {
    assumeTrue(Build.wholeMatrix());
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm server =
            plain("1.5.8")
                .agent(Build.oldestAgent())
                .jvmArgument("-Dotel.javaagent.extensions=" + Build.extension())
                .environment("SENTRY_DSN", sentry.dsn())
                .start()) {
      OauthCaller caller = new OauthCaller(server.awaitReady());
      Registered client = registered(caller, "1.5.8", SKILL);
      caller.signIn(USER, "open sesame");
      caller.consent(client, caller.authorize(client, SKILL), SKILL);
      assertThat(caller.refresh(client, "a-refresh-token-of-nobody").statusCode()).isEqualTo(400);
      server.terminate();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(counted(received))
          .containsExactlyInAnyOrder(
              "app.oauth.register java-http-client dcr: 1",
              "app.oauth.consent_prompted claude-code dcr: 1",
              "app.oauth.consent_granted claude-code dcr: 1",
              "app.oauth.callback_completed claude-code dcr: 1",
              "app.oauth.token_exchange claude-code dcr rejected unknown unknown: 1");
      assertThat(received.logs()).noneMatch(log -> log.json().toString().contains("app.oauth."));
    }
  }

  private static Registered registered(OauthCaller caller, String version, String scope) {
    String name = "Claude Code (smoke)";
    if (version.equals(OPEN)) {
      return caller.registerOpenly(name, scope);
    }
    assertThat(caller.registerInVain()).isEqualTo(401);
    return caller.register(name, scope);
  }

  private static JavaProgram program(FakeSentry sentry, String version) {
    return plain(version).agent(Build.agent()).environment("SENTRY_DSN", sentry.dsn());
  }

  private static JavaProgram plain(String version) {
    return JavaProgram.main(
            Build.row("spring-authorization-" + version),
            "dev.mcpsentry.smoke.app.authorization."
                + (version.equals(OPEN) ? "v7.OpenAuthorizationProgram" : "AuthorizationProgram"))
        .arguments("--transport", Transport.STREAMABLE.argument());
  }

  private static void call(int port, Tokens tokens, String tool) {
    try (McpClient mcp =
        McpClient.http(port, Map.of("Authorization", "Bearer " + tokens.access()))) {
      mcp.initialize(Transport.STREAMABLE.protocolVersion());
      assertThat(mcp.callTool(tool, Map.of("text", "hi")).at("/result/isError").asBoolean(true))
          .isFalse();
    }
  }

  private static void assertHeardByTheUsersExporter(ChildJvm server)
      throws JsonProcessingException {
    List<String> events = new ArrayList<>();
    List<String> counters = new ArrayList<>();
    for (String line : server.stderr().lines()) {
      if (!line.contains("OtlpJsonLogging")) {
        continue;
      }
      JsonNode export = MAPPER.readTree(line.substring(line.indexOf('{')));
      for (JsonNode scope : export.path("scopeLogs")) {
        if (scope.path("scope").path("name").asText().equals("dev.mcpsentry.oauth")) {
          scope.path("logRecords").forEach(record -> events.add(record.path("eventName").asText()));
        }
      }
      for (JsonNode scope : export.path("scopeMetrics")) {
        if (scope.path("scope").path("name").asText().equals("dev.mcpsentry.oauth")) {
          scope.path("metrics").forEach(metric -> counters.add(metric.toString()));
        }
      }
    }
    assertThat(events)
        .containsExactlyInAnyOrder(
            "app.oauth.register",
            "app.oauth.consent_prompted",
            "app.oauth.consent_granted",
            "app.oauth.callback_completed",
            "app.consent.skill_granted",
            "app.oauth.token_exchange",
            "app.oauth.token_exchange",
            "app.oauth.grant_revoked");
    assertThat(counters)
        .hasSizeGreaterThanOrEqualTo(7)
        .noneMatch(counter -> counter.contains("user") || counter.contains("id_hash"));
  }

  /** Each name and what it is counted by, without the user, and the sum over its items. */
  private static List<String> counted(Received received) {
    Map<String, Integer> sums = new TreeMap<>();
    for (TypedItem event : events(received)) {
      assertThat(event.json().path("type").asText()).isEqualTo("counter");
      assertThat(event.json().has("unit")).isFalse();
      String words =
          List.of(
                  "app.client.family",
                  "app.client.registration.method",
                  "app.consent.skill",
                  "app.access.refresh.outcome",
                  "app.access.grant.shape",
                  "app.access.grant.revoked_reason",
                  "app.oauth.grant_revoked.reason",
                  "app.access.grant.age_bucket",
                  "app.oauth.grant.age_bucket",
                  "app.access.upstream.expires_in_bucket",
                  "app.oauth.upstream.expires_in_bucket")
              .stream()
              .map(event::attribute)
              .filter(word -> word != null)
              .collect(Collectors.joining(" "));
      sums.merge(event.name() + " " + words, event.json().path("value").asInt(), Integer::sum);
    }
    return sums.entrySet().stream().map(sum -> sum.getKey() + ": " + sum.getValue()).toList();
  }

  private static List<TypedItem> events(Received received) {
    return received.metrics().stream()
        .filter(
            metric ->
                metric.name().startsWith("app.oauth.") || metric.name().startsWith("app.consent."))
        .toList();
  }

  private static Set<String> keys(TypedItem item) {
    return item.json().path("attributes").properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
