package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.Dsn;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;

/** Posts envelopes. Each instance belongs to one thread, but for {@link #abort}. */
interface EnvelopePost {

  int GZIP_FROM_BYTES = 8 * 1024;

  /**
   * Sends the bytes and reads the answer to its end.
   *
   * @throws IOException when there was no answer; {@link #isUnreachable} tells whether the server
   *     was reached at all
   */
  HttpAnswer send(byte[] bytes) throws IOException;

  /** Ends a request in progress and closes what is open. Any thread. */
  void abort();

  /** Over a socket of our own, or as the JDK does it when there is a proxy on the way. */
  static EnvelopePost to(Dsn dsn, int timeoutMillis) {
    return isProxied(dsn)
        ? new UrlConnectionPost(dsn, timeoutMillis)
        : new SocketPost(dsn, timeoutMillis);
  }

  /** Whether the failure says that no connection came about. */
  static boolean isUnreachable(IOException problem) {
    return problem instanceof ConnectException
        || problem instanceof NoRouteToHostException
        || problem instanceof UnknownHostException;
  }

  private static boolean isProxied(Dsn dsn) {
    ProxySelector selector = ProxySelector.getDefault();
    if (selector == null) {
      return false;
    }
    URI uri = URI.create(dsn.envelopeUrl().toString());
    return selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }
}
