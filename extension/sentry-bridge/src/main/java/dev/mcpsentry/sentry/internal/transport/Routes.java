package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.ProxyServer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route to the server. Sentry's own settings win; then comes what the JVM was told, by
 * properties or by a selector the application installed; then the variables {@code HTTPS_PROXY},
 * {@code HTTP_PROXY} and {@code NO_PROXY}, in either spelling, as curl and most others read them.
 *
 * @param configured the proxy of Sentry's own settings, or null
 * @param property system properties
 * @param variable environment variables
 * @param selector the JVM's selector, which may be null
 */
record Routes(
    @Nullable ProxyServer configured,
    Texts property,
    Texts variable,
    Supplier<@Nullable ProxySelector> selector) {

  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:-]+");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int SOCKS_PORT = 1080;

  /** Texts by name; null when there is none. */
  interface Texts {
    @Nullable String of(String name);
  }

  static Routes ofProcess(@Nullable ProxyServer configured) {
    return new Routes(configured, System::getProperty, System::getenv, ProxySelector::getDefault);
  }

  /** The route of today: properties and selectors may change while the process lives. */
  Route to(Dsn dsn) {
    if (configured != null) {
      // somebody may have written a whole address with a password there
      return HOST.matcher(configured.host()).matches()
          ? new Route.Http(configured, false)
          : new Route.Nowhere("SENTRY_PROXY_HOST is no name of a host");
    }
    Route route = ofTheJvm(dsn);
    return route == null ? ofTheEnvironment(dsn) : route;
  }

  // null when nobody told the JVM anything
  private @Nullable Route ofTheJvm(Dsn dsn) {
    Proxy proxy = selected(dsn);
    if (proxy != null && proxy.address() instanceof InetSocketAddress address) {
      return proxy.type() == Proxy.Type.SOCKS
          ? new Route.Socks(address.getHostString(), address.getPort())
          : new Route.Http(
              new ProxyServer(
                  address.getHostString(),
                  address.getPort(),
                  property.of(dsn.scheme() + ".proxyUser"),
                  property.of(dsn.scheme() + ".proxyPassword")),
              false);
    }
    boolean told =
        property.of(dsn.scheme() + ".proxyHost") != null || property.of("socksProxyHost") != null;
    return told ? new Route.Direct() : null;
  }

  private @Nullable Proxy selected(Dsn dsn) {
    try {
      ProxySelector current = selector.get();
      if (current == null) {
        return null;
      }
      List<Proxy> proxies = current.select(URI.create(dsn.envelopeUrl().toString()));
      return proxies == null || proxies.isEmpty() ? null : proxies.get(0);
    } catch (RuntimeException applicationsOwn) {
      return null;
    }
  }

  private Route ofTheEnvironment(Dsn dsn) {
    String name = dsn.scheme().equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
    String proxy = either(name);
    if (proxy == null || NoProxy.of(either("NO_PROXY")).covers(dsn.bareHost(), dsn.port())) {
      return new Route.Direct();
    }
    try {
      return parse(proxy);
    } catch (URISyntaxException | IllegalArgumentException malformed) {
      // neither repeats what may be a password
      return new Route.Nowhere(name + " is no address of a proxy");
    }
  }

  private @Nullable String either(String name) {
    String text = variable.of(name.toLowerCase(Locale.ROOT));
    if (text == null || text.isBlank()) {
      text = variable.of(name);
    }
    return text == null || text.isBlank() ? null : text.trim();
  }

  private static Route parse(String text) throws URISyntaxException {
    URI uri = new URI(text.contains("://") ? text : "http://" + text);
    String host = uri.getHost();
    if (host == null || uri.getPort() == 0 || uri.getPort() > 65535) {
      throw new IllegalArgumentException();
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "http" -> new Route.Http(server(bare, port(uri, HTTP_PORT), uri), false);
      case "https" -> new Route.Http(server(bare, port(uri, HTTPS_PORT), uri), true);
      case "socks", "socks4", "socks4a", "socks5", "socks5h" ->
          new Route.Socks(bare, port(uri, SOCKS_PORT));
      default -> throw new IllegalArgumentException();
    };
  }

  private static int port(URI uri, int usual) {
    return uri.getPort() < 0 ? usual : uri.getPort();
  }

  private static ProxyServer server(String host, int port, URI uri) {
    String both = uri.getRawUserInfo();
    if (both == null || both.isEmpty()) {
      return new ProxyServer(host, port, null, null);
    }
    int colon = both.indexOf(':');
    String user = colon < 0 ? both : both.substring(0, colon);
    String password = colon < 0 ? "" : both.substring(colon + 1);
    return new ProxyServer(host, port, decoded(user), decoded(password));
  }

  private static String decoded(String text) {
    // a plus is a plus here
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
