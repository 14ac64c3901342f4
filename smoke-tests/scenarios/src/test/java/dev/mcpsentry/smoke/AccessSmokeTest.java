package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a server refused somebody, and by what it let others in; never what they showed it. */
class AccessSmokeTest {

  private static final String CODE = "app.access.error.code";
  private static final String REASON = "app.access.error.reason";
  private static final String SHAPE = "app.access.request.header_shape";
  private static final String METHOD = "app.access.method";
  private static final String SKILL = "app.consent.skill.project_management.granted";

  private static final String EXPIRED = Users.token("{\"sub\":\"u-17\",\"exp\":1700000000}");
  private static final String VALID =
      Users.token("{\"sub\":\"u-17\",\"scope\":\"skill:project-management openid\"}");
  private static final String GUARDED = "/mcp/limits/guarded-by-hand";
  private static final String NO_SCHEME = "zq-static-7c1f";

  @ParameterizedTest
  @ValueSource(strings = {"spring-secured-2.0.1-webmvc", "spring-secured-2.0.0-webflux"})
  void row05_refusalOfSpringSecurity_saysWhy_andNothingOfTheCredentials(String row) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                new SecuredProgram(row)
                    .watched(sentry)
                    .environment("OTEL_INSTRUMENTATION_MCP_SKILL_SCOPES", "skill:"),
                Transport.STREAMABLE,
                Map.of("Authorization", "Bearer " + VALID))) {
      PlainCalls calls = new PlainCalls(served.port());
      assertThat(calls.post("none/1", "/mcp")).isEqualTo(401);
      assertThat(calls.post("empty/1", "/mcp", "Authorization", "Bearer")).isEqualTo(401);
      assertThat(calls.post("expired/1", "/mcp", "Authorization", "Bearer " + EXPIRED))
          .isEqualTo(401);
      assertThat(calls.post("other/1", "/mcp", "Authorization", NO_SCHEME)).isEqualTo(401);
      assertThat(calls.get("scope/1", "/mcp/administration", "Authorization", "Bearer " + VALID))
          .isEqualTo(403);
      assertThat(calls.get("filter/1", GUARDED, "Authorization", "Bearer opaque-7c1f"))
          .isEqualTo(401);
      served.initialized().client().callTool("echo", Map.of("text", "hi"));
      served.end();

      assertUnknown(sentry, "none/1", "missing_or_invalid_access", "missing");
      assertUnknown(sentry, "empty/1", "invalid_access", "empty_scheme");
      assertUnknown(sentry, "expired/1", "access_expired", "jwt");
      assertUnknown(sentry, "other/1", "missing_or_invalid_access", "non_scheme");
      assertUnknown(sentry, "filter/1", "invalid_access", "opaque");
      assertThat(PlainCalls.answers(sentry, 401)).hasSize(5);
      Transaction denied =
          assertRefused(sentry, "scope/1", "insufficient_scope", "insufficient_scope");
      assertThat(denied.data(METHOD)).isEqualTo("grant");
      assertThat(denied.data(SHAPE)).isNull();
      assertThat(PlainCalls.answers(sentry, 403))
          .singleElement()
          .matches(answer -> "insufficient_scope".equals(answer.attribute(CODE)))
          .matches(answer -> "grant".equals(answer.attribute(METHOD)));
      assertThat(sentry.received().transactions("http.server"))
          .filteredOn(request -> "200".equals(request.data("http.response.status_code")))
          .isNotEmpty()
          .allMatch(request -> "grant".equals(request.data(METHOD)))
          .allMatch(request -> "true".equals(request.data(SKILL)))
          .allMatch(request -> request.data(CODE) == null && request.data(REASON) == null);
      Transaction echo = sentry.received().transaction("tools/call echo");
      assertThat(echo.data(METHOD)).isEqualTo("grant");
      assertThat(echo.data(SKILL)).isEqualTo("true");
      assertThat(sentry.received().rejections()).isEmpty();
      assertNothingLeft(sentry, List.of(EXPIRED, VALID, NO_SCHEME, "opaque-7c1f"));
    }
  }

  @Test
  void keyLetsIn_butNotIntoSomebodyElsesSession() {
    String ada = "ada.opens-sesame";
    String eve = "eve.opens-sesame";
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                new SecuredProgram("spring-secured-2.0.1-webmvc").watched(sentry),
                Transport.STREAMABLE)) {
      PlainCalls calls = new PlainCalls(served.port());
      String session = calls.initialize("ada/1", "/mcp", "X-API-key", ada);
      assertThat(calls.post("eve/1", "/mcp", "X-API-key", eve, "Mcp-Session-Id", session))
          .isBetween(400, 499);
      assertThat(calls.post("wrong/1", "/mcp", "X-API-key", "ada.guess")).isEqualTo(401);
      PlainCalls.span(sentry, "wrong/1");
      served.end();

      assertThat(PlainCalls.span(sentry, "ada/1").data(METHOD)).isEqualTo("static");
      assertThat(PlainCalls.span(sentry, "ada/1").data(CODE)).isNull();
      Transaction refused = assertRefused(sentry, "eve/1", "invalid_access", "session_binding");
      assertThat(refused.data(METHOD)).isEqualTo("static");
      assertThat(PlainCalls.span(sentry, "wrong/1").data(METHOD)).isNotEqualTo("static");
      assertThat(sentry.everything()).doesNotContain("opens-sesame", "ada.guess");
    }
  }

  @Test
  void row06_pageFromElsewhere_isRefusedForItsOriginOrItsHost() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                new SdkProgram("2.1.0", Transport.STREAMABLE, false).watched(sentry),
                Transport.STREAMABLE)) {
      PlainCalls calls = new PlainCalls(served.port());
      assertThat(calls.post("foreign/1", "/mcp", "Origin", "https://evil.example")).isEqualTo(403);
      assertThat(calls.postAs("rebound.example", "rebound/1", "/mcp")).isEqualTo(421);
      PlainCalls.span(sentry, "foreign/1");
      PlainCalls.span(sentry, "rebound/1");
      served.end();

      assertRefused(sentry, "foreign/1", "invalid_access", "origin_rejected");
      assertThat(PlainCalls.answers(sentry, 403))
          .singleElement()
          .matches(answer -> "origin_rejected".equals(answer.attribute(REASON)));
      assertRefused(sentry, "rebound/1", "invalid_access", "host_rejected");
      assertThat(sentry.everything()).doesNotContain("evil.example");
    }
  }

  private static void assertUnknown(FakeSentry sentry, String agent, String reason, String shape) {
    Transaction request = assertRefused(sentry, agent, "invalid_access", reason);
    assertThat(request.data(SHAPE)).as("shape of %s", agent).isEqualTo(shape);
    assertThat(PlainCalls.answers(sentry, 401))
        .filteredOn(answer -> shape.equals(answer.attribute(SHAPE)))
        .singleElement()
        .matches(answer -> "invalid_access".equals(answer.attribute(CODE)))
        .matches(answer -> reason.equals(answer.attribute(REASON)))
        .matches(answer -> answer.traceId().equals(request.traceId()));
  }

  private static Transaction assertRefused(
      FakeSentry sentry, String agent, String code, String reason) {
    Transaction request = PlainCalls.span(sentry, agent);
    assertThat(request.data(CODE)).as("code of %s", agent).isEqualTo(code);
    assertThat(request.data(REASON)).as("reason of %s", agent).isEqualTo(reason);
    return request;
  }

  private static void assertNothingLeft(FakeSentry sentry, List<String> credentials) {
    String everything = sentry.everything();
    for (String credential : credentials) {
      // the header of a token is the same for all
      for (String part : credential.split("\\.")) {
        assertThat(everything).doesNotContain(part);
      }
    }
  }
}
