package dev.mcpsentry.smoke.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A server over streamable HTTP that does what no server should, by the name of the tool: {@code
 * twice} answers twice, {@code never} not at all, {@code wrong_id} somebody else, {@code
 * foreign_meta} with metadata that is nobody's; {@code together} waits for the others; every other
 * tool says its text. Thread-safe; close it after use.
 */
public final class FakeUpstream implements AutoCloseable {

  /** What it calls itself. */
  public static final String NAME = "fake-upstream";

  /** The trace it puts into foreign metadata. */
  public static final String FOREIGN_TRACE = "deadbeefdeadbeefdeadbeefdeadbeef";

  private static final int MAX_BYTES = 1 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final int together;
  private final List<Runnable> waiting = new ArrayList<>();
  private final List<JsonNode> calls = new CopyOnWriteArrayList<>();

  private FakeUpstream(int together) {
    this.together = together;
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(2 * together + 50);
    server.addConnector(connector);
    server.setHandler(new Endpoint());
  }

  /**
   * Starts it on a free port.
   *
   * @param together how many calls {@code together} waits for
   */
  public static FakeUpstream start(int together) {
    FakeUpstream upstream = new FakeUpstream(together);
    try {
      upstream.server.start();
    } catch (Exception e) {
      throw new IllegalStateException("The fake upstream does not start", e);
    }
    return upstream;
  }

  public int port() {
    return connector.getLocalPort();
  }

  /** The endpoint. */
  public String url() {
    return "http://127.0.0.1:" + port() + "/mcp";
  }

  /** The {@code params} of every tool call so far. */
  public List<JsonNode> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The fake upstream does not stop", e);
    }
  }

  private final class Endpoint extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      if (!request.getMethod().equals("POST")) {
        status(response, callback, request.getMethod().equals("DELETE") ? 200 : 405);
        return true;
      }
      JsonNode message =
          MAPPER.readTree(Content.Source.asInputStream(request).readNBytes(MAX_BYTES));
      switch (message.path("method").asText()) {
        case "initialize" -> json(response, callback, result(message, initialized(message)));
        case "tools/list" -> json(response, callback, result(message, tools()));
        case "tools/call" -> call(message, response, callback);
        case "ping" -> json(response, callback, result(message, MAPPER.createObjectNode()));
        default -> status(response, callback, 202);
      }
      return true;
    }
  }

  private void call(JsonNode message, Response response, Callback callback) {
    calls.add(message.path("params"));
    ObjectNode answer = result(message, text(message));
    switch (message.path("params").path("name").asText()) {
      case "never" -> {
        // the connection stays open until one of the two ends
      }
      case "twice" -> {
        String event = "event: message\ndata: " + answer + "\n\n";
        send(response, callback, "text/event-stream", event + event);
      }
      case "wrong_id" -> {
        answer.set("id", TextNode.valueOf("nobody"));
        json(response, callback, answer);
      }
      case "foreign_meta" -> {
        ObjectNode meta = answer.withObject("/result/_meta");
        meta.put("traceparent", "00-" + FOREIGN_TRACE + "-1234567812345678-01");
        meta.put("sentry-trace", 17).putArray("baggage").add(true);
        json(response, callback, answer);
      }
      case "together" -> wait(() -> json(response, callback, answer));
      default -> json(response, callback, answer);
    }
  }

  private void wait(Runnable answer) {
    List<Runnable> released = List.of();
    synchronized (waiting) {
      waiting.add(answer);
      if (waiting.size() == together) {
        released = List.copyOf(waiting);
        waiting.clear();
      }
    }
    released.forEach(Runnable::run);
  }

  private static ObjectNode initialized(JsonNode message) {
    ObjectNode result = MAPPER.createObjectNode();
    result.set("protocolVersion", message.path("params").path("protocolVersion"));
    result.putObject("capabilities").putObject("tools");
    result.putObject("serverInfo").put("name", NAME).put("version", "0.0.1");
    return result;
  }

  private static ObjectNode tools() {
    ObjectNode result = MAPPER.createObjectNode();
    result.putArray("tools");
    return result;
  }

  private static ObjectNode text(JsonNode message) {
    ObjectNode result = MAPPER.createObjectNode();
    result
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", message.path("params").path("arguments").path("text").asText());
    return result;
  }

  private static ObjectNode result(JsonNode message, ObjectNode result) {
    ObjectNode answer = MAPPER.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", message.path("id"));
    answer.set("result", result);
    return answer;
  }

  private static void json(Response response, Callback callback, ObjectNode message) {
    send(response, callback, "application/json", message.toString());
  }

  private static void send(Response response, Callback callback, String type, String body) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }

  private static void status(Response response, Callback callback, int status) {
    response.setStatus(status);
    callback.succeeded();
  }
}
