package dev.mcpsentry.telemetry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.options.UserIdSource.Kind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserMarkTest {

  private static final UserIdSource WHO = new UserIdSource(Kind.CONTEXT, "who");

  private final UserMark counted = new UserMark(WHO, "key", List.of());
  private final UserMark named = new UserMark(WHO, "", List.of("name", "age"));

  @Test
  void textPrincipalNumberAndSubject_areUsers() {
    Principal ada = () -> "ada";
    for (Object user : List.of("ada", new StringBuilder("ada"), ada, Map.of("sub", "ada"))) {
      assertThat(marked(named, user)).isEqualTo(Attributes.of(KnownUser.USER_ID, "ada"));
      assertThat(marked(counted, user))
          .isEqualTo(Attributes.of(KnownUser.USER_HASH, UserHash.of("key", "ada")));
    }
    assertThat(marked(named, 17L)).isEqualTo(Attributes.of(KnownUser.USER_ID, "17"));
  }

  @Test
  void claimsThatAreWanted_areRepeated() {
    Map<String, Object> told =
        Map.of("sub", "ada", "name", "Ada", "age", 36, "role", "admin", "x", List.of());
    assertThat(marked(named, told))
        .isEqualTo(
            Attributes.of(
                KnownUser.USER_ID,
                "ada",
                UserMark.claim("name"),
                "Ada",
                UserMark.claim("age"),
                "36"));
    assertThat(marked(counted, told).size()).isEqualTo(1);
  }

  @Test
  void anythingElse_isNobody() {
    Principal nameless = () -> null;
    assertThat(marked(named, null)).isEqualTo(Attributes.empty());
    assertThat(marked(named, nameless)).isEqualTo(Attributes.empty());
    for (Object user : List.of(" ", Map.of(), Map.of("sub", 1), List.of("ada"), new Object())) {
      assertThat(marked(named, user)).isEqualTo(Attributes.empty());
    }
  }

  @Test
  void longIds_areCut_andHashedAsAWhole() {
    String id = "x".repeat(200);
    assertThat(marked(named, id)).isEqualTo(Attributes.of(KnownUser.USER_ID, "x".repeat(128)));
    assertThat(marked(counted, id))
        .isNotEqualTo(marked(counted, id + "y"))
        .isEqualTo(Attributes.of(KnownUser.USER_HASH, UserHash.of("key", id)));
  }

  @Test
  void applicationsPrincipalThatThrows_isTheCallersToCatch() {
    Principal broken =
        () -> {
          throw new IllegalStateException("mine");
        };
    assertThatThrownBy(() -> marked(named, broken)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsPublished_isReadAgain() {
    Map<String, String> properties = new HashMap<>();
    counted.publish(new SettingsWriter(properties::put));
    assertThat(UserMark.of(new SettingsReader(properties::get))).isEqualTo(counted);
    named.publish(new SettingsWriter(properties::put));
    assertThat(UserMark.of(new SettingsReader(properties::get))).isEqualTo(named);
    assertThat(UserMark.of(new SettingsReader(name -> null)).source()).isEqualTo(UserIdSource.OFF);
  }

  @Test
  void source_saysWhereToLook() {
    assertThat(counted.contextKey()).isEqualTo("who");
    assertThat(counted.claim()).isNull();
    UserMark claims = new UserMark(new UserIdSource(Kind.CLAIM, "email"), "", List.of());
    assertThat(claims.claim()).isEqualTo("email");
    assertThat(claims.contextKey()).isNull();
  }

  @Test
  void principal_isTheUserOnlyWhereHeIsAskedFor() {
    UserMark principals = new UserMark(UserIdSource.PRINCIPAL, "", List.of());
    assertThat(marked(span -> principals.putPrincipal(span, () -> "ada")))
        .isEqualTo(Attributes.of(KnownUser.USER_ID, "ada"));
    assertThat(marked(span -> named.putPrincipal(span, () -> "ada"))).isEqualTo(Attributes.empty());
    assertThat(marked(span -> off().putPrincipal(span, () -> "ada"))).isEqualTo(Attributes.empty());
  }

  @Test
  void verifiedClaim_isTheUserOnlyWhereItIsAskedFor() {
    Map<String, Object> verified = Map.of("sub", "7", "email", "ada@x", "name", "Ada", "act", "x");
    UserMark claims = new UserMark(new UserIdSource(Kind.CLAIM, "email"), "", List.of("name"));
    assertThat(marked(span -> claims.putVerified(span, verified)))
        .isEqualTo(Attributes.of(KnownUser.USER_ID, "ada@x", UserMark.claim("name"), "Ada"));
    assertThat(marked(span -> counted.putVerified(span, verified))).isEqualTo(Attributes.empty());
    assertThat(marked(span -> off().putVerified(span, verified))).isEqualTo(Attributes.empty());
    UserMark actors = new UserMark(new UserIdSource(Kind.CLAIM, "act"), "", List.of());
    assertThat(marked(span -> actors.putVerified(span, Map.of("act", Map.of("sub", "7")))))
        .isEqualTo(Attributes.empty());
  }

  @Test
  void claimsAskedFor_areTheUsersAndThoseBeside() {
    assertThat(
            new UserMark(new UserIdSource(Kind.CLAIM, "sub"), "", List.of("name", "sub"))
                .claimsAskedFor())
        .containsExactly("sub", "name");
    assertThat(named.claimsAskedFor()).containsExactly("name", "age");
    assertThat(off().claimsAskedFor()).isEmpty();
  }

  private static UserMark off() {
    return new UserMark(UserIdSource.OFF, "", List.of());
  }

  @Test
  void hash_isHmacSha256() {
    // RFC 4231, test case 2
    assertThat(UserHash.of("Jefe", "what do ya want for nothing?")).isEqualTo("5bdcc146bf60754e");
  }

  private static Attributes marked(UserMark mark, @Nullable Object user) {
    return marked(span -> mark.put(span, user));
  }

  private static Attributes marked(Consumer<Span> mark) {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("call").startSpan();
      mark.accept(span);
      return ((ReadableSpan) span).toSpanData().getAttributes();
    }
  }
}
