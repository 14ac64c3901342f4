package dev.mcpsentry.telemetry.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.access.SkillScopes;
import dev.mcpsentry.telemetry.identity.UserHash;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.options.UserIdSource.Kind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OauthTelemetryTest {

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private static final UserMark COUNTED = new UserMark(UserIdSource.PRINCIPAL, "key", List.of());
  private static final OauthClient CLAUDE =
      new OauthClient("c1d2", "Claude Code (shop)", "Java-http-client/17");

  private OauthTelemetry telemetry;

  // the extension forgets instruments before each
  @BeforeEach
  void start() {
    telemetry = telemetry(COUNTED, AccessKeys.ACCESS);
  }

  @Test
  void registration_isOfTheFamilyOfItsUserAgent() {
    telemetry.registered("cursor/1.2");

    assertThat(one().getEventName()).isEqualTo("app.oauth.register");
    assertThat(attributes(one()))
        .isEqualTo(Map.of("app.client.family", "cursor", "app.client.registration.method", "dcr"));
    assertThat(counted()).containsExactly("app.oauth.register " + attributes(one()) + " 1");
  }

  @Test
  void consentAndCode_areOfTheFamilyOfTheRegisteredName_andSkillsHaveNoUser() {
    telemetry.consentPrompted(CLAUDE, "ada");
    telemetry.consentGranted(CLAUDE, "ada");
    telemetry.callbackCompleted(
        CLAUDE, List.of("openid", "skill:project-management", "other"), "ada");

    Map<String, String> browser =
        Map.of("app.client.family", "claude-code", "app.client.registration.method", "dcr");
    Map<String, String> withUser = with(browser, "user.hash", UserHash.of("key", "ada"));
    assertThat(OTEL.getLogRecords())
        .extracting(record -> record.getEventName() + attributes(record))
        .containsExactly(
            "app.oauth.consent_prompted" + withUser,
            "app.oauth.consent_granted" + withUser,
            "app.oauth.callback_completed" + withUser,
            "app.consent.skill_granted" + with(browser, "app.consent.skill", "project-management"));
    assertThat(counted()).hasSize(4).noneMatch(counter -> counter.contains("user"));
  }

  @Test
  void refresh_tellsOutcomeShapeAndBuckets_andTheGrantsHashOnTheRecordAlone() {
    Instant now = Instant.now();
    Grant grant =
        new Grant("grant-7", now.minus(Duration.ofDays(3)), now.plus(Duration.ofMinutes(30)), true);
    telemetry.refreshed(CLAUDE, RefreshOutcome.ISSUED, null, grant, null);

    Map<String, String> told =
        new TreeMap<>(
            Map.of(
                "app.access.refresh.outcome", "issued",
                "app.access.grant.shape", "refreshable",
                "app.access.grant.age_bucket", "1d_7d",
                "app.access.upstream.expires_in_bucket", "lt_1h",
                "app.client.family", "claude-code",
                "app.client.registration.method", "dcr"));
    assertThat(counted()).containsExactly("app.oauth.token_exchange " + told + " 1");
    assertThat(attributes(one())).isEqualTo(with(told, "app.access.grant.id_hash", grant.idHash()));
  }

  @Test
  void refreshThatIsRejected_tellsWhy_andOfAGrantThatNobodyKnowsNothing() {
    telemetry.refreshed(
        CLAUDE, RefreshOutcome.REJECTED, AccessError.ofOAuth("invalid_grant", null), null, "ada");

    assertThat(attributes(one()))
        .containsEntry("app.access.refresh.outcome", "rejected")
        .containsEntry("app.access.error.code", "invalid_grant")
        .containsEntry("app.access.error.reason", "grant_not_found")
        .containsEntry("app.access.grant.age_bucket", "unknown")
        .containsEntry("app.access.upstream.expires_in_bucket", "unknown")
        .doesNotContainKeys("app.access.grant.shape", "app.access.grant.id_hash");
  }

  @Test
  void olderSpelling_hasNothingOfTheNewer() {
    OauthTelemetry older = telemetry(COUNTED, AccessKeys.OAUTH);
    Grant grant = new Grant("grant-7", null, null, false);
    older.refreshed(
        CLAUDE, RefreshOutcome.REJECTED, AccessError.ofOAuth("invalid_grant", null), grant, null);
    older.revoked(CLAUDE, RevokedReason.CODE_REPLAYED, grant, null);

    List<LogRecordData> records = OTEL.getLogRecords();
    assertThat(attributes(records.get(0)))
        .containsEntry("app.oauth.token_exchange.outcome", "rejected")
        .containsEntry("app.oauth.grant.shape", "access_only");
    assertThat(attributes(records.get(1)))
        .containsEntry("app.oauth.grant_revoked.reason", "code_replayed");
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(attributes(record).keySet())
                    .noneMatch(key -> key.startsWith("app.access.")));
  }

  @Test
  void record_isInTheCurrentContext() {
    Span span = OTEL.getOpenTelemetry().getTracer("test").spanBuilder("POST").startSpan();
    try (Scope unused = span.makeCurrent()) {
      telemetry.registered(null);
    } finally {
      span.end();
    }
    assertThat(one().getSpanContext()).isEqualTo(span.getSpanContext());
  }

  @Test
  void whatTheApplicationSaysOnTheSpan_winsOverWhatIsDerived_ifItIsAWord() {
    Span span = OTEL.getOpenTelemetry().getTracer("test").spanBuilder("POST").startSpan();
    try (Scope unused = span.makeCurrent()) {
      span.setAttribute("app.access.refresh.outcome", "cached_valid_probed");
      span.setAttribute("app.access.probe.status_code", "200");
      span.setAttribute("app.access.grant.revoked_reason", "eyJhbGciOiJub25lIn0.e30.");
      telemetry.refreshed(CLAUDE, RefreshOutcome.ISSUED, null, null, null);
      telemetry.revoked(CLAUDE, RevokedReason.CLIENT_REQUEST, null, null);
    } finally {
      span.end();
    }
    assertThat(attributes(OTEL.getLogRecords().get(0)))
        .containsEntry("app.access.refresh.outcome", "cached_valid_probed")
        .containsEntry("app.access.probe.status_code", "200");
    assertThat(attributes(OTEL.getLogRecords().get(1)))
        .containsEntry("app.access.grant.revoked_reason", "other");
  }

  @Test
  void user_isToldWhereAskedFor_andByThePrincipalOrTheSubject() {
    assertThat(userBy(UserIdSource.OFF)).isFalse();
    assertThat(userBy(UserIdSource.PRINCIPAL)).isTrue();
    assertThat(userBy(new UserIdSource(Kind.CLAIM, "sub"))).isTrue();
    assertThat(userBy(new UserIdSource(Kind.CLAIM, "email"))).isFalse();
    assertThat(userBy(new UserIdSource(Kind.CONTEXT, "user"))).isFalse();
  }

  private static boolean userBy(UserIdSource source) {
    OTEL.clearLogRecords();
    telemetry(new UserMark(source, "", List.of()), AccessKeys.ACCESS)
        .consentPrompted(CLAUDE, "ada");
    return "ada".equals(attributes(one()).get("user.id"));
  }

  private static OauthTelemetry telemetry(UserMark users, AccessKeys keys) {
    return new OauthTelemetry(OTEL.getOpenTelemetry(), users, new SkillScopes("skill:"), keys);
  }

  private static LogRecordData one() {
    assertThat(OTEL.getLogRecords()).hasSize(1);
    return OTEL.getLogRecords().get(0);
  }

  private static Map<String, String> attributes(LogRecordData record) {
    Map<String, String> attributes = new TreeMap<>();
    record.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value.toString()));
    return attributes;
  }

  private static List<String> counted() {
    return OTEL.getMetrics().stream().flatMap(OauthTelemetryTest::points).toList();
  }

  private static Stream<String> points(MetricData metric) {
    return metric.getLongSumData().getPoints().stream()
        .map(
            point -> {
              Map<String, String> attributes = new TreeMap<>();
              point
                  .getAttributes()
                  .forEach((key, value) -> attributes.put(key.getKey(), value.toString()));
              return metric.getName() + " " + attributes + " " + point.getValue();
            });
  }

  private static Map<String, String> with(Map<String, String> all, String key, String value) {
    Map<String, String> more = new TreeMap<>(all);
    more.put(key, value);
    return more;
  }
}
