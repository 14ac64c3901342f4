package dev.mcpsentry.sentry.internal.transport;

import io.sentry.transport.DistrustedCertificates;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's TLS, as {@link HttpsURLConnection} would do it, less the authorities Sentry's own SDK
 * refuses. Belongs to one thread.
 */
final class SentryTls {

  private @Nullable SSLSocketFactory trusting;
  private @Nullable SSLSocketFactory sockets;

  /** The same as long as the JVM's own is, since the JDK keeps connections by it. */
  SSLSocketFactory sockets() {
    SSLSocketFactory current = HttpsURLConnection.getDefaultSSLSocketFactory();
    SSLSocketFactory known = sockets;
    if (known == null || trusting != current) {
      trusting = current;
      // since 8.63.0
      known = DistrustedCertificates.wrap(current);
      sockets = known;
    }
    return known;
  }
}
