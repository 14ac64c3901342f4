package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.ProxyServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How a connection gets to the server. */
sealed interface Route {

  record Direct() implements Route {}

  /**
   * Through a SOCKS proxy, as the JDK's sockets know it.
   *
   * @param port 1 to 65535
   */
  record Socks(String host, int port) implements Route {}

  /**
   * Through an HTTP proxy: in a tunnel when the server speaks TLS (RFC 9110, 9.3.6), else by naming
   * the server in each request.
   *
   * @param secure whether the proxy itself is spoken to over TLS
   */
  record Http(ProxyServer proxy, boolean secure) implements Route {

    /** The value of {@code Proxy-Authorization}, never printed; null without a user. */
    @Nullable String authorization() {
      if (proxy.user() == null) {
        return null;
      }
      String password = proxy.password() == null ? "" : proxy.password();
      byte[] both = (proxy.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }
  }

  /**
   * There is none: a proxy is asked for in a way nobody understands, and what should go through it
   * does not go past it.
   *
   * @param why for people
   */
  record Nowhere(String why) implements Route {}
}
