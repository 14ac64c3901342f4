package dev.mcpsentry.smoke.bookshop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The web service behind the bookshop: knows parcels, thinks about quotes, refuses refunds, and has
 * no answer to what sending to {@value #NOWHERE} costs.
 */
public final class CarrierService implements AutoCloseable {

  /** Where nothing can be sent. */
  public static final String NOWHERE = "nowhere";

  private static final int THINKING_MILLIS = 850;
  private static final int FOREVER_MILLIS = 60_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private CarrierService(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port of loopback. */
  public static CarrierService start() {
    try {
      CarrierService service =
          new CarrierService(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      service.server.createContext("/parcels/", e -> service.answer(e, 200, "out for delivery"));
      service.server.createContext("/quotes/", service::quote);
      service.server.createContext("/refunds/", e -> service.answer(e, 402, "account is empty"));
      service.server.setExecutor(service.threads);
      service.server.start();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void quote(HttpExchange exchange) throws IOException {
    boolean nowhere = exchange.getRequestURI().getPath().endsWith("/" + NOWHERE);
    try {
      Thread.sleep(nowhere ? FOREVER_MILLIS : THINKING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(exchange, 200, "12.40 EUR");
  }

  private void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
