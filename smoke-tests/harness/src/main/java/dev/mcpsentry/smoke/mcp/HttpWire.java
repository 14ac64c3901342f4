package dev.mcpsentry.smoke.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Streamable HTTP since 2025-03-26, with a session where the server opens one. */
final class HttpWire implements Wire {

  private static final String SESSION = "Mcp-Session-Id";

  private final URI endpoint;
  private final HttpCalls calls;
  private final Inbox inbox = new Inbox();
  private volatile @Nullable String session;

  HttpWire(URI endpoint, Map<String, String> headers) {
    this.endpoint = endpoint;
    this.calls = new HttpCalls(headers);
  }

  @Override
  public Sending send(String body) {
    return calls.send(request(body), this::read);
  }

  @Override
  public Sending sendApart(String body) {
    return calls.sendApart(request(body), this::read);
  }

  private HttpRequest request(String body) {
    HttpRequest.Builder request =
        calls
            .to(endpoint)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (session != null) {
      request.header(SESSION, session);
    }
    return request.build();
  }

  private void read(HttpResponse<InputStream> response) throws IOException {
    response.headers().firstValue(SESSION).ifPresent(id -> session = id);
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/event-stream")) {
      EventStream.read(response.body(), (event, data) -> inbox.add(data));
      return;
    }
    String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    if (!text.isBlank()) {
      inbox.add(text);
    }
  }

  @Override
  public boolean answersInPlace() {
    return true;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public void cut() {
    calls.cut();
  }
}
