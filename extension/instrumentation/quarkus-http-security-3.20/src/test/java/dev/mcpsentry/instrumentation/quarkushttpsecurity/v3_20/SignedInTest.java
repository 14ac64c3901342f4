package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.identity.KnownUser;
import dev.mcpsentry.telemetry.identity.UserHash;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.options.UserIdSource.Kind;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedInTest {

  private static final UserMark PRINCIPAL = new UserMark(UserIdSource.PRINCIPAL, "", List.of());
  private static final UserMark HASHED = new UserMark(UserIdSource.PRINCIPAL, "key", List.of());
  private static final UserMark EMAIL =
      new UserMark(new UserIdSource(Kind.CLAIM, "email"), "", List.of("name", "age"));
  private static final UserMark OFF = new UserMark(UserIdSource.OFF, "", List.of());

  @Test
  void principal_isTheUser_unlessNobodyIsAskedForOrSignedIn() {
    Identity ada = Identity.named("ada");
    assertThat(told(ada, PRINCIPAL)).isEqualTo(Attributes.of(KnownUser.USER_ID, "ada"));
    assertThat(told(ada, HASHED))
        .isEqualTo(Attributes.of(KnownUser.USER_HASH, UserHash.of("key", "ada")));
    assertThat(told(ada, EMAIL)).isEqualTo(Attributes.empty());
    assertThat(told(ada, OFF)).isEqualTo(Attributes.empty());
    assertThat(told(Identity.named(""), PRINCIPAL)).isEqualTo(Attributes.empty());
  }

  @Test
  void subjectOfAToken_isThePrincipal() {
    assertThat(told(Identity.claiming(Map.of("sub", "u-17", "email", "ada@x")), PRINCIPAL))
        .isEqualTo(
            Attributes.of(KnownUser.USER_ID, "u-17", AppAttributes.APP_ACCESS_METHOD, "grant"));
  }

  @Test
  void claims_areTextsAndNumbers_asJsonToo() {
    Map<String, Object> claims =
        Map.of(
            "sub",
            "u-17",
            "email",
            json(JsonString.class, "ada@x"),
            "age",
            json(JsonNumber.class, 36),
            "name",
            "Ada",
            "phone",
            "555");
    assertThat(told(Identity.claiming(claims), EMAIL))
        .isEqualTo(
            Attributes.builder()
                .put(KnownUser.USER_ID, "ada@x")
                .put(UserMark.claim("name"), "Ada")
                .put(UserMark.claim("age"), "36")
                .put(AppAttributes.APP_ACCESS_METHOD, "grant")
                .build());
  }

  @Test
  void withoutTheClaimOrTheSetting_nobodyIsTold() {
    Attributes grant = Attributes.of(AppAttributes.APP_ACCESS_METHOD, "grant");
    assertThat(told(Identity.claiming(Map.of("sub", "u-17")), EMAIL)).isEqualTo(grant);
    assertThat(told(Identity.claiming(Map.of("sub", "u", "email", Map.of("sub", "x"))), EMAIL))
        .isEqualTo(grant);
    assertThat(told(Identity.claiming(Map.of("sub", "u", "email", "ada@x")), OFF)).isEqualTo(grant);
  }

  private static Attributes told(Identity identity, UserMark user) {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("POST").startSpan();
      SignedIn.tell(identity, user, span);
      VerifiedJsonWebToken.tell(identity, user, span);
      return ((ReadableSpan) span).toSpanData().getAttributes();
    }
  }

  private static <T> T json(Class<T> type, Object value) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> value));
  }
}
