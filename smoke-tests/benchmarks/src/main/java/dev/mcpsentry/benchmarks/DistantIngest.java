package dev.mcpsentry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An ingest that answers after a while, as one in another region does, and counts the items it was
 * sent. Holds no thread while it waits. Over TLS it speaks HTTP/2 to those who ask for it.
 */
final class DistantIngest implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FAILURE = Pattern.compile("kaboom (\\d+)");
  private static final byte[] ANSWER = {'{', '}'};

  private final Duration delay;
  private final Map<String, AtomicLong> items = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> discarded = new ConcurrentHashMap<>();
  private final List<Integer> failures = new CopyOnWriteArrayList<>();
  private final AtomicLong envelopes = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Server server = new Server();
  private final ServerConnector connector;

  /**
   * @param delay from the last byte of a request to its answer
   */
  DistantIngest(Duration delay) throws Exception {
    this(delay, null);
  }

  /**
   * @param delay from the last byte of a request to its answer
   * @param tls what it shows to clients, or null for plain HTTP
   */
  DistantIngest(Duration delay, @Nullable ThrowAwayTls tls) throws Exception {
    this.delay = delay;
    this.connector =
        tls == null
            ? new ServerConnector(server, 1, 1)
            : new ServerConnector(server, 1, 1, tls.serverSide());
    connector.setHost("127.0.0.1");
    connector.addBean(
        new Connection.Listener() {
          @Override
          public void onOpened(Connection connection) {
            if (isTcp(connection)) {
              mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            }
          }

          @Override
          public void onClosed(Connection connection) {
            if (isTcp(connection)) {
              open.decrementAndGet();
            }
          }

          // over TLS there is another above it
          private boolean isTcp(Connection connection) {
            return connection.getEndPoint() instanceof SocketChannelEndPoint;
          }
        });
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws IOException {
            byte[] body = Content.Source.asInputStream(request).readAllBytes();
            bytes.addAndGet(body.length);
            envelopes.incrementAndGet();
            byte[] plain =
                "gzip".equals(request.getHeaders().get(HttpHeader.CONTENT_ENCODING))
                    ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                    : body;
            if (Request.getPathInContext(request).endsWith("/traces")) {
              countExport(plain);
            } else {
              count(plain);
            }
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, ANSWER.length);
            Runnable answer = () -> response.write(true, ByteBuffer.wrap(ANSWER), callback);
            if (delay.isZero()) {
              answer.run();
            } else {
              request
                  .getComponents()
                  .getScheduler()
                  .schedule(answer, delay.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
          }
        });
    server.start();
  }

  private void countExport(byte[] export) throws IOException {
    ExportTraceServiceRequest.parseFrom(export)
        .getResourceSpansList()
        .forEach(
            resource ->
                resource
                    .getScopeSpansList()
                    .forEach(scope -> add(items, "span", scope.getSpansCount())));
  }

  /** Spans and transactions, which are a span each. */
  long arrived() {
    return items("span") + items("transaction");
  }

  private void count(byte[] envelope) throws IOException {
    InputStream in = new ByteArrayInputStream(envelope);
    line(in);
    for (String head = line(in); !head.isEmpty(); head = line(in)) {
      JsonNode item = JSON.readTree(head);
      byte[] payload = in.readNBytes(item.path("length").asInt());
      in.skipNBytes(1);
      add(items, item.path("type").asText(), item.path("item_count").asLong(1));
      if (item.path("type").asText().equals("event")) {
        Matcher failure = FAILURE.matcher(new String(payload, StandardCharsets.UTF_8));
        if (failure.find()) {
          failures.add(Integer.parseInt(failure.group(1)));
        }
      }
      if (item.path("type").asText().equals("client_report")) {
        for (JsonNode lost : JSON.readTree(payload).path("discarded_events")) {
          add(
              discarded,
              lost.path("reason").asText() + " " + lost.path("category").asText(),
              lost.path("quantity").asLong());
        }
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static void add(Map<String, AtomicLong> counts, String key, long quantity) {
    counts.computeIfAbsent(key, unseen -> new AtomicLong()).addAndGet(quantity);
  }

  String dsn() {
    String scheme = connector.getConnectionFactory("ssl") == null ? "http" : "https";
    return scheme + "://benchmark@127.0.0.1:" + connector.getLocalPort() + "/1";
  }

  Duration delay() {
    return delay;
  }

  /** Items of a type that arrived so far. */
  long items(String type) {
    AtomicLong count = items.get(type);
    return count == null ? 0 : count.get();
  }

  /** What client reports said so far, by reason and category. */
  Map<String, Long> discarded() {
    Map<String, Long> said = new TreeMap<>();
    discarded.forEach((key, count) -> said.put(key, count.get()));
    return said;
  }

  long envelopes() {
    return envelopes.get();
  }

  /** Bytes of all bodies, as they were on the wire. */
  long bytes() {
    return bytes.get();
  }

  /** The most connections that were open at a time. */
  int mostConnections() {
    return mostOpen.get();
  }

  /** The numbers of the failed calls whose issues arrived, smallest first. */
  List<Integer> failures() {
    return failures.stream().distinct().sorted().toList();
  }

  /** Refuses connections, and ends those there are. */
  void goDown() throws Exception {
    connector.setPort(connector.getLocalPort());
    connector.stop();
  }

  /** Is there again, at the same port. */
  void comeUp() throws Exception {
    connector.start();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
