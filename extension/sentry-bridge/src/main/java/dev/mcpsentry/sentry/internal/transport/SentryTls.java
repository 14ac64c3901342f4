package dev.mcpsentry.sentry.internal.transport;

import io.sentry.transport.DistrustedCertificates;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's TLS, with its trust store and as {@link HttpsURLConnection} would do it, less the
 * authorities Sentry's own SDK refuses. Belongs to one thread.
 */
final class SentryTls {

  private @Nullable SSLSocketFactory trusting;
  private @Nullable SSLSocketFactory sockets;

  /** Speaks TLS over a connection; both ends are closed by closing that. */
  Socket over(Socket connection, String host, int port) throws IOException {
    SSLSocket secure = (SSLSocket) sockets().createSocket(connection, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private SSLSocketFactory sockets() {
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
