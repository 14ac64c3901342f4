package dev.mcpsentry.telemetry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is refused, and why, in words of closed sets. */
class AccessWordsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, MISSING, none",
        "'', MISSING, none",
        "'  ', MISSING, none",
        "abc, NON_SCHEME, static",
        "Basic dXNlcjpw, NON_SCHEME, basic",
        "ApiKey 1234, NON_SCHEME, static",
        "Bearers x, NON_SCHEME, static",
        "Bearer, EMPTY_SCHEME, grant",
        "'Bearer ', EMPTY_SCHEME, grant",
        "bearer x.y.z, JWT, grant",
        "Bearer x..z, OPAQUE, grant",
        "Bearer a b, MALFORMED, grant",
        "Bearer \u00e4, MALFORMED, grant",
        "Bearer sntryu_abc, OPAQUE, grant",
      })
  void header_hasAShape(String header, HeaderShape shape, String method) {
    assertThat(HeaderShape.of(header)).isEqualTo(shape);
    assertThat(shape.method(header)).isEqualTo(method);
  }

  @Test
  void endlessHeader_isMalformed() {
    assertThat(HeaderShape.of("Bearer " + "a.".repeat(1_000_000))).isEqualTo(HeaderShape.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'Bearer error=\"invalid_token\", error_description=\"Jwt expired at 2026\"',"
            + " invalid_access, access_expired",
        "'Bearer realm=\"x\", error=invalid_token', invalid_access, invalid_access",
        "'Bearer error=\"invalid_token\", error_description=\"The aud claim is not valid\"',"
            + " invalid_access, access_audience_mismatch",
        "'Bearer error=\"insufficient_scope\", scope=\"a b\"', insufficient_scope,"
            + " insufficient_scope",
        "'Bearer error=\"made up\"', other, other",
        "'Bearer error_uri=\"x\"', -, -",
        "'Bearer noerror=\"invalid_token\"', -, -",
        "'Bearer', -, -",
        "'Bearer error=', other, other",
        "'Bearer error=\"unclosed', other, other",
      })
  void challenge_isRead(String challenge, String code, String reason) {
    AccessError error = AccessError.ofChallenge(challenge);
    assertThat(error == null ? null : error.code()).isEqualTo(code);
    assertThat(error == null ? null : error.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_grant, , invalid_grant, grant_not_found",
    "invalid_grant, The refresh thing is gone, invalid_grant, invalid_refresh",
    "invalid_request, Missing client_id, invalid_request, missing_client_id",
    "invalid_token, , invalid_access, invalid_access",
    "server_error, , other, other",
  })
  void oauthError_isRead(String error, String description, String code, String reason) {
    assertThat(AccessError.ofOAuth(error, description)).isEqualTo(new AccessError(code, reason));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, unknown", "'', unknown", "https://client.example/meta.json, cimd",
        "HTTPS://client.example, cimd", "http://client.example, unknown", "s6BhdRkqt3, dcr"
      })
  void clientId_tellsHowItBecameKnown(String clientId, String word) {
    assertThat(RegistrationMethod.of(clientId).word()).isEqualTo(word);
  }

  @Test
  void skills_areScopesWithThePrefix() {
    SkillScopes skills = new SkillScopes("skill:");
    assertThat(skills.in(List.of("openid", "skill:project-management", "skill:", "skill:a b")))
        .containsExactly("project-management");
    assertThat(new SkillScopes("*").in(List.of("openid", "read", "offline_access")))
        .containsExactly("read");
    assertThat(new SkillScopes("").in(List.of("read"))).isEmpty();
  }

  @Test
  void inventedSkills_areBounded() {
    SkillScopes skills = new SkillScopes("*");
    List<String> first = IntStream.range(0, 1_000).mapToObj(i -> "a" + i).toList();
    assertThat(skills.in(first)).hasSize(20);
    int told = 0;
    for (int i = 0; i < 1_000; i++) {
      told += skills.in(List.of("b" + i)).size();
    }
    assertThat(told).isLessThanOrEqualTo(50);
    assertThat(skills.in(List.of("a3"))).as("known").containsExactly("a3");
  }
}
