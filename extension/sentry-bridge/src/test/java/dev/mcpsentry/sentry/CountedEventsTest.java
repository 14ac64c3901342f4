package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.access.SkillScopes;
import dev.mcpsentry.telemetry.identity.UserHash;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.oauth.Grant;
import dev.mcpsentry.telemetry.oauth.OauthClient;
import dev.mcpsentry.telemetry.oauth.OauthTelemetry;
import dev.mcpsentry.telemetry.oauth.RefreshOutcome;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.options.UserIdSource;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that are counted, whoever says them. */
class CountedEventsTest {

  private static final String REGISTER = "app.oauth.register";
  private static final String TOKEN_EXCHANGE = "app.oauth.token_exchange";
  private static final String OUTCOME = "app.access.refresh.outcome";
  private static final OauthClient CLIENT = new OauthClient("7", "Claude Code", "curl/8");

  private FakeIngest ingest;

  @BeforeEach
  void start() throws Exception {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() {
    assertThat(ingest.faults()).isEmpty();
    ingest.close();
  }

  @Test
  void equalEvents_areOneCounterOfTheLatestTrace_andNoLog() {
    Span latest;
    try (TestSdk sdk = sdk(Map.of())) {
      event(sdk, REGISTER, Map.of("app.client.family", "cursor")).emit();
      event(sdk, REGISTER, Map.of("app.client.family", "cursor")).emit();
      latest = sdk.toolCall("add", Context.root());
      try (Scope unused = latest.makeCurrent()) {
        event(sdk, REGISTER, Map.of("app.client.family", "cursor")).emit();
      }
      latest.end();
      event(sdk, REGISTER, Map.of("app.client.family", "codex")).emit();
    }
    List<JsonNode> counters = counters(REGISTER);
    assertThat(counters)
        .extracting(counter -> family(counter) + " " + counter.path("value").asInt())
        .containsExactlyInAnyOrder("cursor 3", "codex 1");
    JsonNode cursor =
        counters.stream().filter(c -> family(c).equals("cursor")).findFirst().orElseThrow();
    assertThat(cursor.path("type").asText()).isEqualTo("counter");
    assertThat(cursor.has("unit")).isFalse();
    assertThat(cursor.path("trace_id").asText()).isEqualTo(latest.getSpanContext().getTraceId());
    assertThat(cursor.path("span_id").asText()).isEqualTo(latest.getSpanContext().getSpanId());
    assertThat(ingest.items("log")).isEmpty();
  }

  @Test
  void eventOfOurs_countsOnce_thoughAnInstrumentRepeatsIt_andEveryoneElseStillHearsIt() {
    InMemoryLogRecordExporter users = InMemoryLogRecordExporter.create();
    List<LogRecordData> heard = new ArrayList<>();
    Map<String, String> settings =
        Map.of("sentry.dsn", ingest.dsn(), "sentry.metrics.allow", "app.*,mcp.*");
    try (TestSdk sdk =
        new TestSdk(
            settings,
            builder ->
                builder.addLoggerProviderCustomizer(
                    (loggers, config) ->
                        loggers.addLogRecordProcessor(SimpleLogRecordProcessor.create(users))))) {
      oauth(sdk, AccessKeys.ACCESS)
          .refreshed(
              CLIENT, RefreshOutcome.ISSUED, null, new Grant("grant-7", null, null, true), "ada");
      sdk.flushMetrics();
      heard.addAll(users.getFinishedLogRecordItems());
    }
    assertThat(counters(TOKEN_EXCHANGE)).hasSize(1);
    assertThat(attributes(counters(TOKEN_EXCHANGE).get(0)))
        .containsEntry(OUTCOME, "issued")
        .containsEntry("app.access.grant.shape", "refreshable")
        .containsEntry("app.client.family", "claude-code")
        .doesNotContainKey("app.access.grant.id_hash");
    assertThat(heard)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getEventName()).isEqualTo(TOKEN_EXCHANGE);
              assertThat(
                      record
                          .getAttributes()
                          .get(AttributeKey.stringKey("app.access.grant.id_hash")))
                  .matches("[0-9a-f]{8}");
            });
  }

  @Test
  void olderSpelling_isWrittenInstead_whicheverTheEventHas() {
    try (TestSdk sdk = sdk(Map.of("otel.instrumentation.mcp.access-keys", "oauth"))) {
      oauth(sdk, AccessKeys.OAUTH).refreshed(CLIENT, RefreshOutcome.REJECTED, null, null, null);
      event(
              sdk,
              TOKEN_EXCHANGE,
              Map.of(OUTCOME, "cached_valid_local", "app.access.probe.status_code", "200"))
          .emit();
    }
    assertThat(counters(TOKEN_EXCHANGE))
        .extracting(c -> attributes(c).get("app.oauth.token_exchange.outcome"))
        .containsExactlyInAnyOrder("rejected", "cached_valid_local");
    assertThat(counters(TOKEN_EXCHANGE))
        .flatExtracting(c -> attributes(c).keySet())
        .contains("app.oauth.probe.status_code")
        .noneMatch(key -> key.startsWith("app.access."));
  }

  @Test
  void eventByItsOlderAttribute_isAnEventToo_andIsNoLog() {
    try (TestSdk sdk = sdk(Map.of())) {
      sdk.logger("shop")
          .logRecordBuilder()
          .setSeverity(Severity.ERROR)
          .setBody("revoked")
          .setAttribute(AttributeKey.stringKey("event.name"), "app.oauth.grant_revoked")
          .setAttribute(
              AttributeKey.stringKey("app.access.grant.revoked_reason"), "upstream_rejected_in_use")
          .emit();
    }
    assertThat(attributes(counters("app.oauth.grant_revoked").get(0)))
        .containsEntry("app.access.grant.revoked_reason", "upstream_rejected_in_use");
    assertThat(ingest.items("log")).isEmpty();
    assertThat(ingest.items("event")).isEmpty();
  }

  @Test
  void whatIsNoWordOfTheVocabulary_staysHome() {
    try (TestSdk sdk = sdk(Map.of())) {
      event(
              sdk,
              TOKEN_EXCHANGE,
              Map.of(
                  OUTCOME,
                  "eyJhbGciOiJIUzI1NiJ9.e30.abc",
                  "app.client.family",
                  "tok_12345",
                  "app.client.registration.method",
                  "https://a.example/secret",
                  "app.access.probe.status_code",
                  "2000",
                  "refresh_token",
                  "s3cr3t-value",
                  "code",
                  "4/0AX4XfWh"))
          .emit();
      event(sdk, "app.consent.skill_granted", Map.of("app.consent.skill", "a b<script>")).emit();
      event(
              sdk,
              "app.server.response",
              Map.of("http.route", "no path", "app.route.group", "mcp", "http.request.method", "X"))
          .setAttribute(AttributeKey.longKey("http.response.status_code"), 777L)
          .emit();
    }
    assertThat(attributes(counters(TOKEN_EXCHANGE).get(0)))
        .containsEntry(OUTCOME, "other")
        .containsEntry("app.client.family", "other")
        .containsEntry("app.client.registration.method", "unknown")
        .doesNotContainKeys("app.access.probe.status_code", "refresh_token", "code");
    assertThat(attributes(counters("app.consent.skill_granted").get(0)))
        .doesNotContainKey("app.consent.skill");
    assertThat(attributes(counters("app.server.response").get(0)))
        .containsEntry("app.route.group", "mcp")
        .containsEntry("http.request.method", "_OTHER")
        .doesNotContainKeys("http.route", "http.response.status_code");
  }

  @Test
  void user_isToldOnOauthEventsAlone_hashedUnlessPersonalDataMayLeave() {
    Map<String, String> user = Map.of("user.id", "ada");
    try (TestSdk sdk = sdk(Map.of("otel.instrumentation.mcp.user-id", "principal"))) {
      event(sdk, REGISTER, user).emit();
      event(sdk, "app.consent.skill_granted", user).emit();
      event(sdk, "app.server.response", user).emit();
    }
    String key = ingest.dsn().replaceAll("https?://([^@]+)@.*", "$1");
    assertThat(attributes(counters(REGISTER).get(0)))
        .containsEntry("user.id", UserHash.of(key, "ada"));
    assertThat(attributes(counters("app.consent.skill_granted").get(0)))
        .doesNotContainKey("user.id");
    assertThat(attributes(counters("app.server.response").get(0))).doesNotContainKey("user.id");
  }

  @Test
  void user_isNotTold_unlessAskedFor() {
    try (TestSdk sdk = sdk(Map.of())) {
      event(sdk, REGISTER, Map.of("user.id", "ada")).emit();
    }
    assertThat(attributes(counters(REGISTER).get(0))).doesNotContainKey("user.id");
  }

  @Test
  void withoutMetrics_nothingIsCounted_andItIsNoLogEither() {
    try (TestSdk sdk = sdk(Map.of("sentry.metrics.enabled", "false"))) {
      event(sdk, REGISTER, Map.of()).emit();
      event(sdk, "shop.order", Map.of()).emit();
    }
    assertThat(ingest.items("trace_metric")).isEmpty();
    assertThat(ingest.items("log"))
        .as("any other event is a log")
        .singleElement()
        .satisfies(item -> assertThat(item.payload().path("items")).hasSize(1));
  }

  @Test
  void withoutLogs_eventsAreCountedAllTheSame() {
    try (TestSdk sdk =
        sdk(Map.of("sentry.logs.enabled", "false", "sentry.logs.event.level", "off"))) {
      event(sdk, REGISTER, Map.of()).emit();
    }
    assertThat(counters(REGISTER)).hasSize(1);
  }

  @Test
  void tenThousandInventedSkills_areFiveHundredCounters_andNoneIsLost() {
    try (TestSdk sdk = sdk(Map.of())) {
      for (int i = 0; i < 10_000; i++) {
        event(sdk, "app.consent.skill_granted", Map.of("app.consent.skill", "s" + i)).emit();
      }
    }
    List<JsonNode> counters = counters("app.consent.skill_granted");
    assertThat(counters.stream().map(c -> c.path("attributes").toString()).distinct())
        .hasSizeLessThanOrEqualTo(500);
    assertThat(counters.stream().mapToInt(c -> c.path("value").asInt()).sum()).isEqualTo(10_000);
  }

  private static OauthTelemetry oauth(TestSdk sdk, AccessKeys keys) {
    return new OauthTelemetry(
        sdk.openTelemetry(),
        new UserMark(UserIdSource.OFF, "", List.of()),
        new SkillScopes(""),
        keys);
  }

  private static LogRecordBuilder event(TestSdk sdk, String name, Map<String, String> attributes) {
    LogRecordBuilder record =
        sdk.logger("shop")
            .logRecordBuilder()
            .setSeverity(Severity.INFO)
            .setEventName(name)
            .setAllAttributes(Attributes.empty());
    attributes.forEach((key, value) -> record.setAttribute(AttributeKey.stringKey(key), value));
    return record;
  }

  private TestSdk sdk(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("sentry.dsn", ingest.dsn());
    return new TestSdk(properties);
  }

  private List<JsonNode> counters(String name) {
    List<JsonNode> all = new ArrayList<>();
    ingest
        .payloads("trace_metric")
        .forEach(
            item ->
                item.path("items")
                    .forEach(
                        metric -> {
                          if (metric.path("name").asText().equals(name)) {
                            all.add(metric);
                          }
                        }));
    return all;
  }

  private static String family(JsonNode counter) {
    return attributes(counter).getOrDefault("app.client.family", "");
  }

  private static Map<String, String> attributes(JsonNode counter) {
    Map<String, String> attributes = new TreeMap<>();
    counter
        .path("attributes")
        .properties()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().path("value").asText()));
    return attributes;
  }
}
