package dev.mcpsentry.smoke.mcp;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** HTTP+SSE of 2024-11-05: answers come on the stream that was opened first. */
final class SseWire implements Wire {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpCalls calls;
  private final Inbox inbox = new Inbox();
  private final URI messages;

  SseWire(URI stream, Map<String, String> headers) {
    calls = new HttpCalls(headers);
    CompletableFuture<String> endpoint = new CompletableFuture<>();
    HttpRequest open = calls.to(stream).header("Accept", "text/event-stream").build();
    Sending unused =
        calls.send(
            open,
            response ->
                EventStream.read(
                    response.body(),
                    (event, data) -> {
                      if (event.equals("endpoint")) {
                        endpoint.complete(data);
                      } else {
                        inbox.add(data);
                      }
                    }));
    messages = stream.resolve(within(endpoint));
  }

  private static String within(CompletableFuture<String> endpoint) {
    try {
      return endpoint.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("The server names no endpoint", e);
    }
  }

  @Override
  public Sending send(String body) {
    HttpRequest request =
        calls
            .to(messages)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return calls.send(
        request,
        response -> {
          String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
          if (!text.isBlank()) {
            inbox.add(text);
          }
        });
  }

  @Override
  public boolean answersInPlace() {
    return false;
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
