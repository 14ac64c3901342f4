package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.access.AccessError;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTest {

  @Test
  void challenge_saysWhy() {
    assertThat(
            Refusal.error(401, "Bearer error=\"invalid_token\", error_description=\"it expired\""))
        .isEqualTo(new AccessError("invalid_access", "access_expired"));
    assertThat(Refusal.error(403, "Bearer error=\"insufficient_scope\""))
        .isEqualTo(AccessError.FORBIDDEN);
  }

  @Test
  void challengeThatSaysNothing_asksForCredentials() {
    assertThat(Refusal.error(401, "Bearer")).isEqualTo(AccessError.MISSING);
    assertThat(Refusal.error(401, null)).isEqualTo(AccessError.MISSING);
    assertThat(Refusal.error(403, null)).isEqualTo(AccessError.FORBIDDEN);
  }

  @Test
  void pageToSignIn_isNoRefusal() {
    assertThat(Refusal.error(302, "https://login")).isNull();
    assertThat(Refusal.error(499, null)).isNull();
  }

  @Test
  void challenge_isFoundAmongHeadersOfAnySpelling() {
    Map<CharSequence, Object> headers = new HashMap<>();
    headers.put("Location", "https://login");
    headers.put(new StringBuilder("www-authenticate"), "Bearer");
    headers.put(null, "x");
    assertThat(Refusal.challenge(headers)).isEqualTo("Bearer");
    assertThat(Refusal.challenge(Map.of("WWW-Authenticate", 7))).isNull();
    assertThat(Refusal.challenge(Map.of())).isNull();
    assertThat(Refusal.challenge(null)).isNull();
  }

  @Test
  void withoutASpan_nothingHappens() {
    Refusal.made(401, "Bearer");
    Refusal.made(401, Map.of("WWW-Authenticate", "Bearer"));
  }
}
