package dev.mcpsentry.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What headers and queries say of whoever asks. */
class RequestWordsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://docs.sentry.io/product/mcp/?q=1, shop:8080, sentry-docs",
        "https://DOCS.sentry.io, shop, sentry-docs",
        "https://sentry.io/, shop, sentry",
        "https://acme.sentry.io/x, shop, sentry",
        "https://evilsentry.io/x, shop, other",
        "https://github.com/a/b, shop, github",
        "https://gist.github.com/a, shop, github",
        "https://www.google.com/search?q=secret, shop, google",
        "https://google.de/, shop, google",
        "https://example.org/, shop, other",
        "http://shop:8080/page, shop:8080, -",
        "http://SHOP/page, shop:8080, -",
        "not a url, shop, other",
        "-, shop, -",
        "'', shop, -",
        "https://example.org/, -, other",
      })
  void referrer_isAFamily(String referer, String host, String family) {
    assertThat(ReferrerFamily.of(referer, host)).isEqualTo(family);
  }

  @Test
  void endlessReferrer_isOther() {
    assertThat(ReferrerFamily.of("https://" + "a".repeat(1_000_000), "shop")).isEqualTo("other");
  }

  @Test
  void parameters_areFound() {
    String query = "agent=1&utm_source=plug%69n&Experimental&client_id=https%3A%2F%2Fx&bad=%zz";
    assertThat(QueryString.parameter(query, "agent")).isEqualTo("1");
    assertThat(QueryString.parameter(query, "experimental")).isEmpty();
    assertThat(QueryString.parameter(query, "none")).isNull();
    assertThat(QueryString.parameter(null, "none")).isNull();
    assertThat(QueryString.decoded(query, "utm_source")).isEqualTo("plugin");
    assertThat(QueryString.decoded(query, "client_id")).isEqualTo("https://x");
    assertThat(QueryString.decoded(query, "bad")).isEqualTo("%zz");
  }

  @Test
  void modes_areOnByQueryOrFlag() {
    ServerModes modes = ServerModes.of("shop.jar --experimental --port 80 --agent=1 agentx");
    assertThat(modes.flags()).isEqualTo(Set.of("experimental", "port", "agent=1"));
    assertThat(modes.isOn("experimental", null)).isTrue();
    assertThat(modes.isOn("experimental", "experimental=0")).isFalse();
    assertThat(modes.isOn("agent", "agent")).isTrue();
    assertThat(modes.isOn("agent", "agent=true")).isTrue();
    assertThat(modes.isOn("other", "agent=1")).isNull();
    assertThat(ServerModes.of("").flags()).isEmpty();
  }
}
