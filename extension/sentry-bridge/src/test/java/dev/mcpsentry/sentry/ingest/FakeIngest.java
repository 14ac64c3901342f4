package dev.mcpsentry.sentry.ingest;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A Sentry on the loopback interface that decodes what it gets and is strict about the framing. */
public final class FakeIngest implements AutoCloseable {

  /** What the server says to an envelope. */
  public record Reply(int status, Map<String, String> headers) {
    public static final Reply OK = new Reply(200, Map.of());
  }

  static {
    // else each answer waits for the client's delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<byte[]> exports = new CopyOnWriteArrayList<>();
  private final List<Item> items = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Reply reply = Reply.OK;
  private volatile long delayMillis;

  public FakeIngest() throws IOException {
    this(0);
  }

  public FakeIngest(int port) throws IOException {
    server =
        await().ignoreExceptionsInstanceOf(BindException.class).until(() -> at(port), s -> true);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  // one that was closed just now may be somebody's outgoing port for a moment
  private static HttpServer at(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String dsn() {
    return "http://publickey@127.0.0.1:" + port() + "/42";
  }

  /** Where envelopes are posted to. */
  public String url() {
    return "http://127.0.0.1:" + port() + "/api/42/envelope/";
  }

  public void reply(int status, Map<String, String> headers) {
    reply = new Reply(status, headers);
  }

  /** Answers so much later. */
  public void delay(Duration delay) {
    delayMillis = delay.toMillis();
  }

  public List<Item> items() {
    return items;
  }

  public List<Item> items(String type) {
    return items.stream().filter(item -> item.type().equals(type)).toList();
  }

  public List<JsonNode> payloads(String type) {
    return items(type).stream().map(Item::payload).toList();
  }

  public List<String> faults() {
    return faults;
  }

  public int connections() {
    return clientPorts.size();
  }

  public int requests() {
    return requests.get();
  }

  /** The bodies of what came by OpenTelemetry's protocol, in protobuf. */
  public List<byte[]> exports() {
    return exports;
  }

  /** How many were reported as dropped so far. */
  public long discarded(String reason, String category) {
    long sum = 0;
    for (JsonNode report : payloads("client_report")) {
      for (JsonNode event : report.path("discarded_events")) {
        if (event.path("reason").asText().equals(reason)
            && event.path("category").asText().equals(category)) {
          sum += event.path("quantity").asLong();
        }
      }
    }
    return sum;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      clientPorts.add(exchange.getRemoteAddress().getPort());
      byte[] body = exchange.getRequestBody().readAllBytes();
      Reply answer = reply;
      if (answer.status() == 200) {
        receive(exchange, body);
      }
      Thread.sleep(delayMillis);
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), text.length);
      exchange.getResponseBody().write(text);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(HttpExchange exchange, byte[] body) {
    try {
      boolean otlp =
          exchange.getRequestURI().getPath().equals("/api/42/integration/otlp/v1/traces");
      if (!otlp && !exchange.getRequestURI().getPath().equals("/api/42/envelope/")) {
        faults.add("path " + exchange.getRequestURI());
      }
      String auth = exchange.getRequestHeaders().getFirst("X-Sentry-Auth");
      if (auth == null || !auth.contains("sentry_key=publickey")) {
        faults.add("auth " + auth);
      }
      byte[] plain = body;
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
          plain = gzip.readAllBytes();
        }
      }
      if (otlp) {
        exports.add(plain);
      } else {
        items.addAll(decode(plain));
      }
    } catch (IOException | RuntimeException fault) {
      faults.add(fault + " in " + new String(body, StandardCharsets.UTF_8));
    }
  }

  public static List<Item> decode(byte[] envelope) throws IOException {
    int line = indexOfNewLine(envelope, 0);
    JsonNode head = JSON.readTree(envelope, 0, line);
    List<Item> items = new ArrayList<>();
    int at = line + 1;
    while (at < envelope.length) {
      int end = indexOfNewLine(envelope, at);
      JsonNode header = JSON.readTree(envelope, at, end - at);
      int length = header.path("length").asInt(-1);
      JsonNode payload = JSON.readTree(envelope, end + 1, length);
      items.add(new Item(head, header, payload));
      at = end + 1 + length + 1;
    }
    return items;
  }

  private static int indexOfNewLine(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    throw new IllegalArgumentException("no new line");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
