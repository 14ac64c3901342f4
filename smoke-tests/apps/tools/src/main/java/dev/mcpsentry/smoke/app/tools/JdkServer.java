package dev.mcpsentry.smoke.app.tools;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A program on the JDK's own HTTP server, which lets in whoever shows any token. */
public final class JdkServer {

  private JdkServer() {}

  public static void main(String[] args) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Launch.parse(args).port());
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/mcp", JdkServer::guarded);
    server.createContext("/health", exchange -> answer(exchange, 200));
    server.start();
    Ready.announce(server.getAddress().getPort());
  }

  private static void guarded(HttpExchange exchange) throws IOException {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (shown == null) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    answer(exchange, shown == null ? 401 : 200);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
