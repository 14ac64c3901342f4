package dev.mcpsentry.sentry.internal.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.options.IdentityOptions;
import dev.mcpsentry.telemetry.identity.UserHash;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

  private static final String KEY = "publickey";

  private final Identity counted = identity(UserIdSource.PRINCIPAL, false);
  private final Identity named = identity(UserIdSource.PRINCIPAL, true);

  @Test
  void withoutPersonalData_theIdIsAHashOfTheDsnsKey() {
    String told = counted.user(attributes("user.id", "u-17"));
    assertThat(told).hasSize(16).matches("[0-9a-f]+").isEqualTo(UserHash.of(KEY, "u-17"));
    assertThat(counted.user(attributes("user.id", "u-18"))).isNotEqualTo(told);
    assertThat(counted.user(attributes("user.id", " u-17 "))).isEqualTo(told);
    assertThat(
            new Identity(options(UserIdSource.PRINCIPAL), false, "other", redaction())
                .user(attributes("user.id", "u-17")))
        .isNotEqualTo(told);
  }

  @Test
  void withPersonalData_itIsTheIdCappedAndWithoutSecrets() {
    assertThat(named.user(attributes("user.id", "u-17"))).isEqualTo("u-17");
    assertThat(named.user(attributes("user.id", "u".repeat(500)))).hasSize(128);
    assertThat(named.user(attributes("user.id", "token=abcdef"))).isEqualTo("token=[Filtered]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void off_isNobodyWhateverElseIsAllowed(boolean personal) {
    Identity off = identity(UserIdSource.OFF, personal);
    assertThat(off.user(attributes("user.id", "u-17"))).isNull();
    assertThat(off.staysHome("user.name", true)).isTrue();
    assertThat(off.staysHome("user.email", true)).isTrue();
    assertThat(off.staysHome("client.address", true)).isEqualTo(!personal);
  }

  @ParameterizedTest
  @CsvSource({
    "a, b, c, d, a",
    ", b, c, d, b",
    ", , c, d, c",
    ", , , d, d",
    "' ', , anonymousUser, d, d",
    ", , , ,",
  })
  void first_thatNamesSomebodyCounts(
      @Nullable String id,
      @Nullable String hash,
      @Nullable String enduser,
      @Nullable String name,
      @Nullable String expected) {
    Attributes attributes =
        attributes("user.id", id, "user.hash", hash, "enduser.id", enduser, "user.name", name);
    assertThat(named.user(attributes)).isEqualTo(expected);
  }

  @Test
  void whatIsCalledAHash_isOneOnlyIfItLooksLikeIt() {
    String hash = UserHash.of(KEY, "u-17");
    assertThat(counted.user(attributes("user.hash", hash))).isEqualTo(hash);
    assertThat(counted.user(attributes("user.hash", "ada@example.com")))
        .isEqualTo(UserHash.of(KEY, "ada@example.com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"enduser.id", "enduser.role", "enduser.scope", "user.id", "user.hash"})
  void raw_neverLeavesByItself(String key) {
    assertThat(named.staysHome(key, true)).isTrue();
    assertThat(counted.staysHome(key, true)).isTrue();
  }

  @Test
  void claims_areToldToWhoMayKnowIds_redactedByTheirNames() {
    Attributes attributes =
        attributes(
            "user.claim.email", "ada@x", "user.claim.api_key", "abc", "user.claim.other", "y");
    assertThat(named.claims(attributes))
        .isEqualTo(Map.of("email", "ada@x", "api_key", "[Filtered]"));
    assertThat(counted.claims(attributes)).isEmpty();
    assertThat(identity(UserIdSource.OFF, true).claims(attributes)).isEmpty();
    assertThat(Identity.name(Map.of("preferred_username", "ada"))).isEqualTo("ada");
    assertThat(Identity.name(Map.of("name", "Ada L", "preferred_username", "ada")))
        .isEqualTo("Ada L");
  }

  @Test
  void whatElseIsKnownOfAPerson_isPersonalData() {
    assertThat(named.staysHome("user.email", false)).isFalse();
    assertThat(counted.staysHome("user.email", false)).isTrue();
    assertThat(named.staysHome("network.peer.address", true)).isFalse();
    assertThat(counted.staysHome("network.peer.address", true)).isTrue();
    assertThat(counted.staysHome("network.peer.address", false)).isFalse();
    assertThat(counted.staysHome("user_agent.original", true)).isFalse();
  }

  private static Identity identity(UserIdSource source, boolean personal) {
    return new Identity(options(source), personal, KEY, redaction());
  }

  private static IdentityOptions options(UserIdSource source) {
    return new IdentityOptions(source, List.of("email", "api_key"), false);
  }

  private static Redaction redaction() {
    return new Redaction(List.of());
  }

  private static Attributes attributes(@Nullable String... pairs) {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = 0; i < pairs.length; i += 2) {
      String value = pairs[i + 1];
      if (value != null) {
        attributes.put(AttributeKey.stringKey(String.valueOf(pairs[i])), value);
      }
    }
    return attributes.build();
  }
}
