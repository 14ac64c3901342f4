package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.ProxyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

  private static final Dsn HTTPS = Dsn.parse("https://key@sentry.acme/1");
  private static final Dsn HTTP = Dsn.parse("http://key@sentry.acme/1");

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private ProxySelector selector;
  private ProxyServer configured;

  @Test
  void nothingSaid_isAStraightRoute() {
    assertThat(to(HTTPS)).isEqualTo(new Route.Direct());
    selector = selecting(Proxy.NO_PROXY);
    assertThat(to(HTTPS)).isEqualTo(new Route.Direct());
  }

  @Test
  void sentrysOwnSetting_winsOverTheJvmAndTheJvmOverTheEnvironment() {
    variables.put("HTTPS_PROXY", "http://env:1");
    assertThat(to(HTTPS)).isEqualTo(http("env", 1));
    selector = selecting(proxy(Proxy.Type.HTTP, "jvm", 2));
    assertThat(to(HTTPS)).isEqualTo(http("jvm", 2));
    configured = new ProxyServer("own", 3, null, null);
    assertThat(to(HTTPS)).isEqualTo(http("own", 3));
  }

  @Test
  void exceptionOfTheJvmsProxy_isNoCaseForTheEnvironments() {
    variables.put("HTTPS_PROXY", "http://env:1");
    selector = selecting(Proxy.NO_PROXY);
    properties.put("https.proxyHost", "jvm");
    assertThat(to(HTTPS)).isEqualTo(new Route.Direct());
    properties.clear();
    properties.put("http.proxyHost", "jvm");
    assertThat(to(HTTPS)).isEqualTo(http("env", 1));
  }

  @Test
  void proxyOfTheJvm_isToldWhoWeAreByItsProperties() {
    selector = selecting(proxy(Proxy.Type.HTTP, "jvm", 2));
    properties.put("https.proxyUser", "me");
    properties.put("https.proxyPassword", "secret");
    assertThat(to(HTTPS))
        .isEqualTo(new Route.Http(new ProxyServer("jvm", 2, "me", "secret"), false));
    assertThat(to(HTTP)).isEqualTo(http("jvm", 2));
  }

  @Test
  void socksProxyOfTheJvm_isUsed() {
    selector = selecting(proxy(Proxy.Type.SOCKS, "jvm", 1080));
    assertThat(to(HTTPS)).isEqualTo(new Route.Socks("jvm", 1080));
  }

  @Test
  void selectorThatFails_isPassedOver() {
    variables.put("HTTPS_PROXY", "http://env:1");
    selector =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            throw new IllegalStateException("not now");
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException problem) {}
        };
    assertThat(to(HTTPS)).isEqualTo(http("env", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy, proxy, 80, , , false",
    "proxy:3128, proxy, 3128, , , false",
    "http://proxy, proxy, 80, , , false",
    "http://proxy:3128/, proxy, 3128, , , false",
    "HTTP://me:s%40f%3Ae+@proxy:3128, proxy, 3128, me, s@f:e+, false",
    "me@proxy:3128, proxy, 3128, me, '', false",
    "https://proxy, proxy, 443, , , true",
    "http://[::1]:3128, ::1, 3128, , , false",
  })
  void proxyOfTheEnvironment_isRead(
      String text, String host, int port, String user, String password, boolean secure) {
    variables.put("HTTPS_PROXY", text);
    assertThat(to(HTTPS))
        .isEqualTo(new Route.Http(new ProxyServer(host, port, user, password), secure));
  }

  @Test
  void environment_isReadByScheme() {
    variables.put("HTTPS_PROXY", "upper:1");
    variables.put("https_proxy", "lower:2");
    variables.put("http_proxy", "socks5://plain");
    assertThat(to(HTTPS)).isEqualTo(http("lower", 2));
    assertThat(to(HTTP)).isEqualTo(new Route.Socks("plain", 1080));
    variables.put("no_proxy", "acme");
    assertThat(to(HTTPS)).isEqualTo(new Route.Direct());
    assertThat(to(HTTP)).isEqualTo(new Route.Direct());
  }

  @ParameterizedTest
  @CsvSource({
    "http://me:secret@",
    "http://me:secret@proxy:99999",
    "ftp://me:secret@proxy",
    "http://me:sec ret@proxy",
    "me:sec%ret@proxy:80",
    "http://me:sec%zzret@proxy:80",
  })
  void proxyOfTheEnvironmentThatNobodyUnderstands_isNotPassedBy(String text) {
    variables.put("HTTPS_PROXY", text);
    assertThat(to(HTTPS)).isEqualTo(new Route.Nowhere("HTTPS_PROXY is no address of a proxy"));
  }

  @Test
  void addressWhereAHostShouldBe_isNotPrinted() {
    configured = new ProxyServer("http://me:secret@proxy:3128", 80, null, null);
    assertThat(to(HTTPS)).isEqualTo(new Route.Nowhere("SENTRY_PROXY_HOST is no name of a host"));
    configured = new ProxyServer("::1", 80, null, null);
    assertThat(to(HTTPS)).isEqualTo(http("::1", 80));
  }

  @Test
  void nothingThatIsPrinted_tellsThePassword() {
    variables.put("HTTPS_PROXY", "http://me:secret@proxy:3128");
    assertThat(to(HTTPS).toString()).contains("proxy:3128").doesNotContain("secret", "me:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sentry.acme       | 443  | sentry.acme",
        "sentry.acme       | 443  | .acme",
        "sentry.acme       | 443  | *.acme",
        "sentry.acme       | 443  | other, ACME",
        "sentry.acme       | 443  | sentry.acme:443",
        "sentry.acme       | 443  | *",
        "10.1.2.3          | 443  | 10.0.0.0/8",
        "10.1.2.3          | 443  | 10.1.2.3",
        "10.1.2.3          | 8443 | 10.1.2.3:8443",
        "fd00::7           | 443  | fd00::/8",
        "fd00::7           | 443  | [fd00::7]",
        "fd00::7           | 443  | fd00:0::7",
        "localhost         | 443  | ''",
        "127.0.0.1         | 443  | ''",
        "::1               | 443  | ''",
      })
  void exceptions_areGoneToStraight(String host, int port, String noProxy) {
    assertThat(NoProxy.of(noProxy).covers(host, port)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sentry.acme  | 443 | ''",
        "sentry.acme  | 443 | try.acme",
        "sentry.acme  | 443 | sentry.acme:80",
        "sentry.acme  | 443 | sentry.acme.org",
        "sentry.acme  | 443 | ., :443, /, //, 10.0.0.0/8",
        "11.1.2.3     | 443 | 10.0.0.0/8",
        "10.1.2.3     | 443 | 10.0.0.0/33, 10.0.0.0/x, 10.0.0.0/-1, fd00::/8, 10",
        "10.1.2.3     | 443 | 1.2.3",
      })
  void others_areNot(String host, int port, String noProxy) {
    assertThat(NoProxy.of(noProxy).covers(host, port)).isFalse();
  }

  private Route to(Dsn dsn) {
    return new Routes(configured, properties::get, variables::get, () -> selector).to(dsn);
  }

  private static Route http(String host, int port) {
    return new Route.Http(new ProxyServer(host, port, null, null), false);
  }

  private static Proxy proxy(Proxy.Type type, String host, int port) {
    return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
  }

  private static ProxySelector selecting(Proxy proxy) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(proxy);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException problem) {}
    };
  }
}
