package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.identity.KnownUser;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.options.UserIdSource.Kind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifiedTokenTest {

  private static final UserMark USER =
      new UserMark(new UserIdSource(Kind.CLAIM, "email"), "", List.of("name"));

  /** As Spring Security's are. */
  public record Token(boolean isAuthenticated, Map<String, Object> claims) {
    public Map<String, Object> getTokenAttributes() {
      return claims;
    }
  }

  @Test
  void claimOfAVerifiedToken_isTheUser() throws Exception {
    assertThat(user(new Token(true, Map.of("email", "ada@x", "sub", "7")))).isEqualTo("ada@x");
  }

  @Test
  void claimsThatAreWanted_areRepeated() throws Exception {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("POST").startSpan();
      VerifiedToken.tell(new Token(true, Map.of("name", "Ada", "role", "admin")), USER, span);
      assertThat(((ReadableSpan) span).toSpanData().getAttributes())
          .isEqualTo(Attributes.of(UserMark.claim("name"), "Ada"));
    }
  }

  @Test
  void tokenThatIsNotVerified_orHasNoSuchClaim_isNobodys() throws Exception {
    assertThat(user(new Token(false, Map.of("email", "ada@x")))).isNull();
    assertThat(user(new Token(true, Map.of("sub", "7")))).isNull();
    assertThat(user(new Token(true, Map.of("email", Map.of("sub", "7"))))).isNull();
  }

  private static @Nullable String user(Token token) throws Exception {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("POST").startSpan();
      VerifiedToken.tell(token, USER, span);
      return ((ReadableSpan) span).getAttribute(KnownUser.USER_ID);
    }
  }
}
