package dev.mcpsentry.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.SessionBucket;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks, by every source there is, in all that Sentry is told. */
class IdentitySmokeTest {

  private static final String USER = "u-17";
  private static final String SOMEBODY_ELSE = "u-18";

  @ParameterizedTest
  @ValueSource(strings = {"spring-secured-2.0.1-webmvc", "spring-secured-2.0.0-webflux"})
  void row12_principalOfSpringSecurity_isCountedInEverySignal_andAToolsOwnWordWins(String row) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            secured(
                new SecuredProgram(row)
                    .watched(sentry)
                    .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "principal")
                    .environment("SENTRY_RELEASE", "demo@1"))) {
      callAll(served.client());
      served.end();

      String asked = Users.hash(sentry, USER);
      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.transaction("tools/call echo").data("user.id")).isEqualTo(asked);
      assertThat(received.transaction("tools/call impersonate").data("user.id"))
          .isEqualTo(Users.hash(sentry, SOMEBODY_ELSE));
      assertThat(received.transactions("http.server"))
          .filteredOn(request -> request.name().startsWith("POST"))
          .isNotEmpty()
          .allMatch(request -> asked.equals(request.data("user.id")));
      assertThat(received.events())
          .extracting(event -> event.json().at("/user/id").asText())
          .containsExactly(asked);
      assertThat(received.logs())
          .filteredOn(log -> log.body().equals("echoes hi"))
          .extracting(log -> log.attribute("user.id"))
          .containsExactly(asked);
      assertThat(received.sessionBuckets())
          .extracting(IdentitySmokeTest::user)
          .contains(asked, Users.hash(sentry, SOMEBODY_ELSE));
      assertThat(received.metrics()).allMatch(metric -> metric.attribute("user.id") == null);
      assertThat(sentry.everything()).doesNotContain(USER, SOMEBODY_ELSE, "enduser", "sesame");
      assertThat(served.child().stderr().toString()).contains("enduser.id");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "spring-secured-2.0.1-webmvc, claim:email, ada@example.com",
    "spring-secured-2.0.0-webflux, claim:email, ada@example.com",
    "spring-secured-2.0.1-webmvc, principal, u-17",
  })
  void claimOfAVerifiedToken_isTheUser(String row, String setting, String user) {
    String token = Users.token("{\"sub\":\"u-17\",\"email\":\"ada@example.com\"}");
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            served(
                new SecuredProgram(row)
                    .watched(sentry)
                    .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", setting),
                "Bearer " + token)) {
      callAll(served.client());
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.transaction("tools/call echo").data("user.id"))
          .isEqualTo(Users.hash(sentry, user));
      assertThat(received.events())
          .extracting(event -> event.json().at("/user/id").asText())
          .containsExactly(Users.hash(sentry, user));
      assertThat(sentry.everything()).doesNotContain(USER, "ada@example.com", token);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', u-17", "off, ''"})
  void wherePersonalDataIsSent_thePrincipalIsNamed_unlessThatIsOff(String setting, String told) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            secured(
                new SecuredProgram("spring-secured-2.0.1-webmvc")
                    .watched(sentry)
                    .environment("SENTRY_SEND_DEFAULT_PII", "true")
                    .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", setting))) {
      callAll(served.client());
      served.end();

      Received received = sentry.received();
      assertThat(String.valueOf(received.transaction("tools/call echo").data("user.id")))
          .isEqualTo(told.isEmpty() ? "null" : told);
      assertThat(received.events().get(0).json().at("/user/id").asText()).isEqualTo(told);
      if (told.isEmpty()) {
        assertThat(sentry.everything()).doesNotContain(USER, "enduser");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.14.1, STATELESS, false, false",
    "1.1.5, STREAMABLE, true, false",
    "2.1.0, STREAMABLE, false, true"
  })
  void valueOfTheTransportsContext_isTheUser(
      String version, Transport transport, boolean async, boolean personal) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    new SdkProgram(version, transport, async)
                        .watched(sentry)
                        .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "context:user")
                        .environment("SENTRY_SEND_DEFAULT_PII", String.valueOf(personal)),
                    transport,
                    Map.of("X-User", USER))
                .initialized()) {
      served.client().callTool("echo", Map.of("text", "hi"));
      served.client().callTool("fail", Map.of());
      served.end();

      String told = personal ? USER : Users.hash(sentry, USER);
      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.transaction("tools/call echo").data("user.id")).isEqualTo(told);
      assertThat(received.events())
          .extracting(event -> event.json().at("/user/id").asText())
          .containsExactly(told);
      if (!personal) {
        assertThat(sentry.everything()).doesNotContain(USER);
      }
    }
  }

  @Test
  void withoutTheSetting_nobodyIsTold() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            secured(new SecuredProgram("spring-secured-2.0.1-webmvc").watched(sentry))) {
      callAll(served.client());
      served.end();

      Received received = sentry.received();
      assertThat(received.transaction("tools/call echo").data("user.id")).isNull();
      assertThat(sentry.everything()).doesNotContain(USER, SOMEBODY_ELSE, "\"user.id\"");
    }
  }

  private static Served secured(JavaProgram program) {
    String credentials =
        Base64.getEncoder().encodeToString((USER + ":open sesame").getBytes(UTF_8));
    return served(program, "Basic " + credentials);
  }

  private static Served served(JavaProgram program, String authorization) {
    return Served.start(program, Transport.STREAMABLE, Map.of("Authorization", authorization))
        .initialized();
  }

  private static void callAll(McpClient client) {
    client.callTool("echo", Map.of("text", "hi"));
    client.callTool("fail", Map.of());
    client.callTool("impersonate", Map.of("user", SOMEBODY_ELSE));
  }

  private static String user(SessionBucket bucket) {
    return bucket.json().path("did").asText();
  }
}
