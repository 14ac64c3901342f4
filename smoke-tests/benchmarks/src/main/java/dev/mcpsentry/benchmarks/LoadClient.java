package dev.mcpsentry.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** One streamable HTTP session that calls {@code echo} and wastes no time on anything else. */
final class LoadClient {

  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26",\
      "capabilities":{},"clientInfo":{"name":"load","version":"1"}}}""";
  private static final String INITIALIZED =
      """
      {"jsonrpc":"2.0","method":"notifications/initialized"}""";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private @Nullable String session;
  private int id;

  LoadClient(int port) throws IOException, InterruptedException {
    uri = URI.create("http://127.0.0.1:" + port + "/mcp");
    session = post(INITIALIZE).headers().firstValue("Mcp-Session-Id").orElseThrow();
    post(INITIALIZED);
  }

  /** One call; answers its duration in nanoseconds. */
  long call() throws IOException, InterruptedException {
    return call("echo", "hello");
  }

  /** Calls a tool that throws, and says that number in its message. */
  void fail(int number) throws IOException, InterruptedException {
    call("fail", String.valueOf(number));
  }

  private long call(String tool, String text) throws IOException, InterruptedException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + ++id
            + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
            + tool
            + "\",\"arguments\":{\"text\":\""
            + text
            + "\"}}}";
    long start = System.nanoTime();
    HttpResponse<String> response;
    try {
      response = post(body);
    } catch (IOException closedMeanwhile) {
      // Tomcat ends a connection after 100 requests; the JDK's client does not repeat a POST
      start = System.nanoTime();
      response = post(body);
    }
    long nanos = System.nanoTime() - start;
    if (response.statusCode() != 200 || !response.body().contains(text)) {
      throw new IOException("unexpected answer " + response.statusCode() + " " + response.body());
    }
    return nanos;
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (session != null) {
      request.header("Mcp-Session-Id", session);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
