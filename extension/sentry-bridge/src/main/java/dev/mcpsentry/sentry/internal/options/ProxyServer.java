package dev.mcpsentry.sentry.internal.options;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy somebody named.
 *
 * @param host as written, IPv6 without brackets
 * @param port 1 to 65535
 * @param user whom to say we are, or null when it asks nobody
 * @param password never printed; null only without a user
 */
public record ProxyServer(String host, int port, @Nullable String user, @Nullable String password) {

  /** Everything but who we are. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
