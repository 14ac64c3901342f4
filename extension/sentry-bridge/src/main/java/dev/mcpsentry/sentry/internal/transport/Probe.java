package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.ProxyServer;
import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.options.SettingsReader;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sender's way to Sentry one step at a time, for whoever looks for the one that fails. Belongs
 * to one thread.
 */
public final class Probe implements AutoCloseable {

  private static final int MAX_PAGE_BYTES = 256 * 1024;

  private final Dsn dsn;
  private final Route route;
  private final int timeoutMillis;
  private @Nullable Connection connection;

  /**
   * What the server said to an envelope.
   *
   * @param status of HTTP
   * @param headers by names in lower case, the last of each
   */
  public record Answer(int status, Map<String, String> headers) {}

  private Probe(Dsn dsn, Route route, int timeoutMillis) {
    this.dsn = dsn;
    this.route = route;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Along the route of today.
   *
   * @param configured the proxy of Sentry's own settings, or null
   * @param property system properties by name, null for those that are not set
   * @param variable environment variables by name, null for those that are not set
   * @param timeoutMillis for a connection, and for each wait for what the other end says
   */
  public static Probe of(
      Dsn dsn,
      @Nullable ProxyServer configured,
      SettingsReader.Source property,
      SettingsReader.Source variable,
      int timeoutMillis) {
    Routes routes =
        new Routes(configured, property::text, variable::text, ProxySelector::getDefault);
    return new Probe(dsn, routes.to(dsn), timeoutMillis);
  }

  /** The proxy in words, without who we say we are; null when there is none. */
  public @Nullable String proxy() {
    if (route instanceof Route.Http http) {
      return (http.secure() ? "HTTPS proxy " : "HTTP proxy ") + http.proxy();
    }
    if (route instanceof Route.Socks socks) {
      return "SOCKS proxy " + socks.host() + ":" + socks.port();
    }
    return route instanceof Route.Nowhere ? "a proxy nobody understands" : null;
  }

  /** Whether the proxy is asked for a tunnel. */
  public boolean isTunnel() {
    return route instanceof Route.Http && dsn.scheme().equals("https");
  }

  /** Whether names are resolved here, and not by a proxy. */
  public boolean resolvesNames() {
    return route instanceof Route.Direct;
  }

  /**
   * A new connection as far as the server, or the proxy that speaks to it in its place, without the
   * server's TLS.
   *
   * @throws IOException when there is none; the message says nothing that is secret
   */
  public Socket reach() throws IOException {
    close();
    Connection next = new Connection(dsn, route, timeoutMillis);
    connection = next;
    return next.reach();
  }

  /**
   * Speaks TLS over it as the sender does.
   *
   * @throws IOException when the JVM or Sentry's list of distrusted authorities refuses it
   */
  public Socket secure(Socket reached) throws IOException {
    return new SentryTls().over(reached, dsn.bareHost(), dsn.port());
  }

  /**
   * Posts an envelope as the sender does, over a connection of its own.
   *
   * @throws IOException when there is no answer
   */
  public Answer post(byte[] envelope) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    // compressed whatever the size, as most of what is sent
    SocketPost post = new SocketPost(dsn, route, timeoutMillis, 0, headers::put);
    try {
      HttpAnswer answer = post.send(envelope);
      return new Answer(answer.status(), Map.copyOf(headers));
    } catch (PostFailure failure) {
      throw failure.reason();
    } finally {
      post.abort();
    }
  }

  /**
   * What the server says to {@code GET} of a path, head and body, 256 KiB at most.
   *
   * @throws IOException when there is no answer
   */
  public String get(String path) throws IOException {
    Socket reached = reach();
    try {
      Socket open = dsn.scheme().equals("https") ? secure(reached) : reached;
      String target = path;
      String more = "";
      if (route instanceof Route.Http http && !isTunnel()) {
        target = "http://" + dsn.destination() + path;
        String authorization = http.authorization();
        more = authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n";
      }
      // the older protocol knows no chunks, and ends with the connection
      String request =
          "GET %s HTTP/1.0\r\nHost: %s\r\nUser-Agent: %s\r\nAccept: application/json\r\n%s\r\n"
              .formatted(target, dsn.destination(), Product.client(), more);
      open.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      open.getOutputStream().flush();
      return new String(open.getInputStream().readNBytes(MAX_PAGE_BYTES), StandardCharsets.UTF_8);
    } finally {
      close();
    }
  }

  /** Ends the connection that was made last. */
  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
