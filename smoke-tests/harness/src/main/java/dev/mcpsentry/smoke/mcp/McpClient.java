package dev.mcpsentry.smoke.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client that speaks JSON-RPC by hand over one {@link Wire}. Thread-safe for plain requests. */
public final class McpClient implements AutoCloseable {

  /** What the client calls itself. */
  public static final String NAME = "smoke-client";

  public static final String VERSION = "9.8.7";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int FIRST_FAILURE = 400;
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(15);
  // some SDKs (1.0.2, 2.0.0) answer an unknown method and leave the stream of the answer open
  private static final Duration END_PATIENCE = Duration.ofSeconds(1);
  private static final Duration RAW_PATIENCE = Duration.ofSeconds(2);

  private static final String NO_STATUS = "no status";

  private final Wire wire;
  private final Transcript transcript = new Transcript();
  private final AtomicInteger ids = new AtomicInteger();

  private McpClient(Wire wire) {
    this.wire = wire;
  }

  public static McpClient stdio(ChildJvm child) {
    return new McpClient(new StdioWire(child));
  }

  public static McpClient sse(int port, Map<String, String> headers) {
    return new McpClient(new SseWire(URI.create("http://127.0.0.1:" + port + "/sse"), headers));
  }

  /** Streamable or stateless HTTP. */
  public static McpClient http(int port, Map<String, String> headers) {
    return http(URI.create("http://127.0.0.1:" + port + "/mcp"), headers);
  }

  /** The same at any address. */
  public static McpClient http(URI endpoint, Map<String, String> headers) {
    return new McpClient(new HttpWire(endpoint, headers));
  }

  /** Opens a session: {@code initialize} and the notification after it; returns the result. */
  public JsonNode initialize(String protocolVersion) {
    ObjectNode params = MAPPER.createObjectNode().put("protocolVersion", protocolVersion);
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", NAME).put("version", VERSION);
    JsonNode reply = request("initialize", params);
    notify("notifications/initialized", null);
    return reply;
  }

  /** Calls a tool and waits; returns the whole response. */
  public JsonNode callTool(String name, Map<String, ?> arguments) {
    return request("tools/call", toolCall(name, arguments));
  }

  /** The params of a {@code tools/call}. */
  public static ObjectNode toolCall(String name, Map<String, ?> arguments) {
    ObjectNode params = MAPPER.createObjectNode().put("name", name);
    params.set("arguments", MAPPER.valueToTree(arguments));
    return params;
  }

  /**
   * Sends a request and waits; returns the whole response.
   *
   * @throws AssertionError when there is no answer within 30 seconds
   */
  public JsonNode request(String method, @Nullable JsonNode params) {
    return tryRequest(method, params)
        .orElseThrow(() -> new AssertionError("No answer to " + method + ":\n" + transcript));
  }

  /** The same where a server may fail to answer by JSON-RPC; empty then. */
  public Optional<JsonNode> tryRequest(String method, @Nullable JsonNode params) {
    JsonNode id = IntNode.valueOf(ids.incrementAndGet());
    String body = body(id, method, params);
    transcript.sent(body);
    Sending sending = waking(wire.send(body));
    Optional<JsonNode> reply =
        wire.inbox().awaitReply(id, PATIENCE, () -> hasFailed(sending.end().getNow(0)));
    transcript.received(status(sending));
    reply.ifPresent(transcript::received);
    return reply;
  }

  /** Sends a request and does not wait; returns its id. */
  public int requestWithoutWaiting(String method, @Nullable JsonNode params) {
    int id = ids.incrementAndGet();
    Sending unused = wire.send(body(IntNode.valueOf(id), method, params));
    return id;
  }

  /** Waits for the answer to {@link #requestWithoutWaiting}; empty when there is none in time. */
  public Optional<JsonNode> awaitReply(int id, Duration patience) {
    return wire.inbox().awaitReply(IntNode.valueOf(id), patience, () -> false);
  }

  /** Sends a notification. */
  public void notify(String method, @Nullable JsonNode params) {
    String body = body(null, method, params);
    transcript.sent(body);
    transcript.received(within(wire.send(body).end(), PATIENCE));
  }

  /**
   * Sends a body as it is and waits a little for what comes back, which may be nothing. What came
   * is in the transcript and returned.
   */
  public List<JsonNode> raw(String body) {
    Inbox inbox = wire.inbox();
    int before = inbox.size();
    transcript.sent(body);
    Sending sending = waking(wire.sendApart(body));
    if (wire.answersInPlace()) {
      inbox.awaitAny(before, ANSWER_PATIENCE, () -> sending.end().isDone());
      transcript.received(status(sending));
    } else {
      transcript.received(status(sending));
      inbox.awaitAny(before, RAW_PATIENCE, () -> false);
    }
    List<JsonNode> replies = inbox.from(before);
    replies.forEach(transcript::received);
    return replies;
  }

  /** Goes away without a word, also in the middle of a call. */
  public void cut() {
    wire.cut();
  }

  /** What was said so far. */
  public Transcript transcript() {
    return transcript;
  }

  @Override
  public void close() {
    wire.close();
  }

  /** Once HTTP has failed nothing more comes. */
  private static boolean hasFailed(int status) {
    return status < 0 || status >= FIRST_FAILURE;
  }

  private static String body(@Nullable JsonNode id, String method, @Nullable JsonNode params) {
    ObjectNode body = MAPPER.createObjectNode().put("jsonrpc", "2.0");
    if (id != null) {
      body.set("id", id);
    }
    body.put("method", method);
    if (params != null) {
      body.set("params", params);
    }
    return body.toString();
  }

  private Sending waking(Sending sending) {
    return new Sending(
        sending.status(), sending.end().whenComplete((code, problem) -> wire.inbox().wake()));
  }

  /** What was said once all was, or nothing more is to be expected. */
  private static String status(Sending sending) {
    String end = within(sending.end(), END_PATIENCE);
    return end.equals(NO_STATUS) ? within(sending.status(), ANSWER_PATIENCE) : end;
  }

  private static String within(CompletableFuture<Integer> status, Duration patience) {
    try {
      return "status " + status.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      return NO_STATUS;
    }
  }
}
