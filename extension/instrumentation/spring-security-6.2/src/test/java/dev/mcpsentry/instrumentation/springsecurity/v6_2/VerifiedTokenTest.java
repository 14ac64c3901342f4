package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.access.SkillScopes;
import dev.mcpsentry.telemetry.identity.KnownUser;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.options.UserIdSource.Kind;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

class VerifiedTokenTest {

  private static final UserMark USER =
      new UserMark(new UserIdSource(Kind.CLAIM, "email"), "", List.of("name"));
  private static final SkillScopes NO_SKILLS = new SkillScopes("");

  /** As those of resource servers. */
  public static final class Token extends AbstractAuthenticationToken {

    private final transient Map<String, Object> claims;

    Token(Map<String, Object> claims, String... authorities) {
      super(AuthorityUtils.createAuthorityList(authorities));
      this.claims = claims;
      setAuthenticated(true);
    }

    public Map<String, Object> getTokenAttributes() {
      return claims;
    }

    @Override
    public Object getCredentials() {
      return "secret";
    }

    @Override
    public Object getPrincipal() {
      return "somebody";
    }
  }

  @Test
  void claimOfAVerifiedToken_isTheUser() throws Exception {
    assertThat(told(new Token(Map.of("email", "ada@x", "sub", "7")), NO_SKILLS))
        .isEqualTo(
            Attributes.of(AppAttributes.APP_ACCESS_METHOD, "grant", KnownUser.USER_ID, "ada@x"));
  }

  @Test
  void claimsThatAreWanted_areRepeated() throws Exception {
    assertThat(told(new Token(Map.of("name", "Ada", "role", "admin")), NO_SKILLS))
        .isEqualTo(
            Attributes.of(AppAttributes.APP_ACCESS_METHOD, "grant", UserMark.claim("name"), "Ada"));
  }

  @Test
  void tokenWithoutTheClaim_isNobodys() throws Exception {
    assertThat(told(new Token(Map.of("sub", "7")), NO_SKILLS).get(KnownUser.USER_ID)).isNull();
    assertThat(
            told(new Token(Map.of("email", Map.of("sub", "7"))), NO_SKILLS).get(KnownUser.USER_ID))
        .isNull();
  }

  @Test
  void scopesThatAreSkills_areSaid_andNoOther() throws Exception {
    Token token =
        new Token(Map.of(), "SCOPE_skill:project-management", "SCOPE_openid", "ROLE_skill:x");

    assertThat(told(token, new SkillScopes("skill:")))
        .isEqualTo(
            Attributes.of(
                AppAttributes.APP_ACCESS_METHOD,
                "grant",
                McpAttributes.MCP_SENTRY_SKILLS,
                true,
                booleanKey("app.consent.skill.project_management.granted"),
                true));
  }

  private static Attributes told(Token token, SkillScopes skills) throws Exception {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("POST").startSpan();
      VerifiedToken.tell(token, USER, skills, span);
      return ((ReadableSpan) span).toSpanData().getAttributes();
    }
  }
}
