package dev.mcpsentry.smoke.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** HTTP requests that can be cut while they run. */
final class HttpCalls {

  interface Reader {
    void read(HttpResponse<InputStream> response) throws IOException;
  }

  private final ExecutorService readers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "mcp-client-reader");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient client = newClient();
  private final Map<String, String> headers;
  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private final Set<InputStream> bodies = ConcurrentHashMap.newKeySet();

  HttpCalls(Map<String, String> headers) {
    this.headers = Map.copyOf(headers);
  }

  HttpRequest.Builder to(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    headers.forEach(request::header);
    return request;
  }

  private HttpClient newClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(readers).build();
  }

  /** Sends on a new connection, which a server may close in anger without harm to others. */
  Sending sendApart(HttpRequest request, Reader reader) {
    return send(newClient(), request, reader);
  }

  /** Sends; it has ended once the body is read. */
  Sending send(HttpRequest request, Reader reader) {
    return send(client, request, reader);
  }

  @SuppressWarnings("CollectionUndefinedEquality") // identity is meant
  private Sending send(HttpClient through, HttpRequest request, Reader reader) {
    CompletableFuture<HttpResponse<InputStream>> response =
        through.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    open.add(response);
    CompletableFuture<Integer> end =
        response
            .thenApplyAsync(
                answer -> {
                  bodies.add(answer.body());
                  try (InputStream body = answer.body()) {
                    reader.read(answer);
                    return answer.statusCode();
                  } catch (IOException e) {
                    // the body broke off; what came before is read
                    return answer.statusCode();
                  } finally {
                    bodies.remove(answer.body());
                  }
                },
                readers)
            .exceptionally(problem -> -1)
            .whenComplete((status, problem) -> open.remove(response));
    return new Sending(
        response.thenApply(HttpResponse::statusCode).exceptionally(problem -> -1), end);
  }

  void cut() {
    open.forEach(call -> call.cancel(true));
    for (InputStream body : bodies) {
      try {
        body.close();
      } catch (IOException e) {
        // cut is cut
      }
    }
    readers.shutdownNow();
  }
}
