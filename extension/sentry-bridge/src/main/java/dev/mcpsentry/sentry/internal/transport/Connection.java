package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.Product;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server along a route, made when there is none. Belongs to one thread, but
 * for {@link #close}.
 */
final class Connection {

  private final Dsn dsn;
  private final Route route;
  private final int timeoutMillis;
  private final SentryTls tls = new SentryTls();
  // what is written to and read from, and the TCP connection below it
  private @Nullable Socket socket;
  private volatile @Nullable Socket wire;

  Connection(Dsn dsn, Route route, int timeoutMillis) {
    this.dsn = dsn;
    this.route = route;
    this.timeoutMillis = timeoutMillis;
  }

  boolean isOpen() {
    return socket != null;
  }

  Socket open() throws IOException {
    Socket open = socket;
    if (open == null) {
      try {
        open = connect();
        socket = open;
      } catch (IOException | RuntimeException problem) {
        close();
        throw problem;
      }
    }
    return open;
  }

  /** Forgets the connection, so that the next is a new one. */
  void forget() {
    socket = null;
    close();
  }

  /** Ends whatever is going on. Any thread. */
  // closing TLS would wait for a writer that hangs; closing TCP ends it
  void close() {
    Socket open = wire;
    wire = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyGone) {
        // that is what we wanted
      }
    }
  }

  private Socket connect() throws IOException {
    return secured(reach());
  }

  /** A way to the server itself, through a proxy or not, on which nobody has spoken yet. */
  Socket reach() throws IOException {
    if (route instanceof Route.Nowhere nowhere) {
      throw new IOException(nowhere.why());
    }
    if (route instanceof Route.Socks socks) {
      Proxy proxy = new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(socks.host(), socks.port()));
      // the proxy may know names we don't
      InetSocketAddress server = InetSocketAddress.createUnresolved(dsn.bareHost(), dsn.port());
      return tcp(new Socket(proxy), server);
    }
    if (route instanceof Route.Http through) {
      InetSocketAddress proxy = resolved(through.proxy().host(), through.proxy().port());
      Socket plain = tcp(new Socket(Proxy.NO_PROXY), proxy);
      Socket open =
          through.secure()
              ? tls.over(plain, through.proxy().host(), through.proxy().port())
              : plain;
      if (isTunnel()) {
        dig(open, through);
      }
      return open;
    }
    return tcp(new Socket(Proxy.NO_PROXY), resolved(dsn.bareHost(), dsn.port()));
  }

  private boolean isTunnel() {
    return dsn.scheme().equals("https");
  }

  private static InetSocketAddress resolved(String host, int port) throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    return address;
  }

  private Socket tcp(Socket plain, InetSocketAddress to) throws IOException {
    // abort must be able to end a connect, too
    wire = plain;
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(timeoutMillis);
    plain.connect(to, timeoutMillis);
    return plain;
  }

  private Socket secured(Socket open) throws IOException {
    return dsn.scheme().equals("https") ? tls.over(open, dsn.bareHost(), dsn.port()) : open;
  }

  private void dig(Socket open, Route.Http through) throws IOException {
    String server = dsn.host() + ":" + dsn.port();
    String authorization = through.authorization();
    String request =
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n%s\r\n"
            .formatted(
                server,
                server,
                Product.client(),
                authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n");
    open.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    open.getOutputStream().flush();
    int status = new HttpAnswerReader().readTunnel(open.getInputStream());
    if (status >= 300) {
      throw refusal(through.proxy().toString(), status);
    }
  }

  /** What to tell people of a proxy that does not let us through. */
  static IOException refusal(String proxy, int status) {
    String hint = status == 407 ? ", it wants to know SENTRY_PROXY_USER and SENTRY_PROXY_PASS" : "";
    return new IOException("the proxy " + proxy + " answered " + status + hint);
  }
}
