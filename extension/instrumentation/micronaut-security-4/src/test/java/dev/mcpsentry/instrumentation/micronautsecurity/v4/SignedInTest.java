package dev.mcpsentry.instrumentation.micronautsecurity.v4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.identity.KnownUser;
import dev.mcpsentry.telemetry.identity.UserHash;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.options.UserIdSource.Kind;
import io.micronaut.security.authentication.Authentication;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedInTest {

  private static final UserMark PRINCIPAL = new UserMark(UserIdSource.PRINCIPAL, "", List.of());
  private static final UserMark HASHED = new UserMark(UserIdSource.PRINCIPAL, "key", List.of());
  private static final UserMark EMAIL =
      new UserMark(new UserIdSource(Kind.CLAIM, "email"), "", List.of("name"));
  private static final UserMark OFF = new UserMark(UserIdSource.OFF, "", List.of());

  private static final Known ADA =
      new Known("u-17", Map.of("email", "ada@x", "name", "Ada", "phone", "555"));

  private record Known(String getName, Map<String, Object> getAttributes)
      implements Authentication {}

  @Test
  void principal_isTheUser() {
    assertThat(told(ADA, PRINCIPAL)).isEqualTo(Attributes.of(KnownUser.USER_ID, "u-17"));
    assertThat(told(ADA, HASHED))
        .isEqualTo(Attributes.of(KnownUser.USER_HASH, UserHash.of("key", "u-17")));
  }

  @Test
  void attribute_isTheClaim_andThoseThatAreWantedAreRepeated() {
    assertThat(told(ADA, EMAIL))
        .isEqualTo(Attributes.of(KnownUser.USER_ID, "ada@x", UserMark.claim("name"), "Ada"));
  }

  @Test
  void withoutTheClaimOrTheSetting_nobodyIsTold() {
    assertThat(told(new Known("u-17", Map.of()), EMAIL)).isEqualTo(Attributes.empty());
    assertThat(told(ADA, OFF)).isEqualTo(Attributes.empty());
  }

  @Test
  void refusal_isOfCredentialsThatAreMissing_orNotEnough() {
    assertThat(Refusal.error(null)).isEqualTo(AccessError.MISSING);
    assertThat(Refusal.error(ADA)).isEqualTo(AccessError.FORBIDDEN);
  }

  @Test
  void withoutASpan_nothingHappens() {
    SignedIn.as(ADA);
    SignedIn.as(null);
    Refusal.of(ADA);
  }

  private static Attributes told(Authentication authentication, UserMark user) {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("POST").startSpan();
      SignedIn.tell(authentication, user, span);
      return ((ReadableSpan) span).toSpanData().getAttributes();
    }
  }
}
