package dev.mcpsentry.smoke;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.ingest.TypedItem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * HTTP requests one by one, each told apart by its user agent.
 *
 * @param port of a server on this machine
 */
record PlainCalls(int port) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
          + "{\"protocolVersion\":\"2025-03-26\",\"capabilities\":{},"
          + "\"clientInfo\":{\"name\":\"plain\",\"version\":\"1\"}}}";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Asks, and returns the status. */
  int get(String agent, String path, String... headers) {
    return send(request(agent, path, headers).GET()).statusCode();
  }

  /** Sends an MCP message, and returns the status. */
  int post(String agent, String path, String... headers) {
    return send(agent, path, PING, headers).statusCode();
  }

  /** Sends an MCP message to this machine by a name that is not its own; returns the status. */
  int postAs(String host, String agent, String path) {
    String request =
        "POST %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\nContent-Type: application/json\r\n"
            + "Accept: application/json, text/event-stream\r\nContent-Length: %d\r\n"
            + "Connection: close\r\n\r\n%s";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(request.formatted(path, host, agent, PING.length(), PING).getBytes(US_ASCII));
      BufferedReader answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      return Integer.parseInt(answer.readLine().split(" ", -1)[1]);
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  /** Opens a session, and returns its id. */
  String initialize(String agent, String path, String... headers) {
    return send(agent, path, INITIALIZE, headers)
        .headers()
        .firstValue("Mcp-Session-Id")
        .orElseThrow();
  }

  private HttpResponse<Void> send(String agent, String path, String message, String... headers) {
    return send(
        request(agent, path, headers)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(message)));
  }

  private HttpRequest.Builder request(String agent, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("User-Agent", agent);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<Void> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.discarding());
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The only span of the requests that a user agent made, once it has arrived. */
  static Transaction span(FakeSentry sentry, String agent) {
    return spans(sentry.await(received -> !spans(received, agent).isEmpty()), agent).get(0);
  }

  /** What was counted of answers with a status. */
  static List<TypedItem> answers(FakeSentry sentry, int status) {
    return sentry.received().metrics().stream()
        .filter(metric -> metric.name().equals("app.server.response"))
        .filter(
            metric -> String.valueOf(status).equals(metric.attribute("http.response.status_code")))
        .toList();
  }

  private static List<Transaction> spans(Received received, String agent) {
    return received.transactions("http.server").stream()
        .filter(request -> agent.equals(request.data("user_agent.original")))
        .toList();
  }
}
