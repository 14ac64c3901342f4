package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import dev.mcpsentry.telemetry.Product;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Posts over one persistent HTTP/1.1 connection with buffers that are used again, so that a request
 * makes next to no garbage.
 */
final class SocketPost implements EnvelopePost {

  private static final int KEPT_BUFFER_BYTES = 256 * 1024;
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  private final Route route;
  private final byte[] plainHead;
  private final byte[] gzipHead;
  private final int gzipFromBytes;
  private final HttpAnswerReader reader;
  private final Connection connection;
  private byte[] request = new byte[8 * 1024];
  private long answeredNanos;

  /**
   * @param timeoutMillis for a connection, and for each wait for what the server says
   */
  SocketPost(Dsn dsn, Route route, int timeoutMillis) {
    this(dsn, route, timeoutMillis, GZIP_FROM_BYTES, null);
  }

  /**
   * @param gzipFromBytes from which size on envelopes are compressed
   * @param headers hears what answers say, name in lower case and value; or null
   */
  SocketPost(
      Dsn dsn,
      Route route,
      int timeoutMillis,
      int gzipFromBytes,
      @Nullable BiConsumer<String, String> headers) {
    this.gzipFromBytes = gzipFromBytes;
    this.reader = new HttpAnswerReader(headers);
    this.route = route;
    this.connection = new Connection(dsn, route, timeoutMillis);
    this.plainHead = head(dsn, route, "");
    this.gzipHead = head(dsn, route, "Content-Encoding: gzip\r\n");
  }

  private static byte[] head(Dsn dsn, Route route, String encoding) {
    String target = dsn.envelopeUrl().getPath();
    String more = encoding;
    if (route instanceof Route.Http through && dsn.scheme().equals("http")) {
      target = dsn.envelopeUrl().toString();
      String authorization = through.authorization();
      if (authorization != null) {
        more += "Proxy-Authorization: " + authorization + "\r\n";
      }
    }
    return ("POST "
            + target
            + " HTTP/1.1\r\nHost: "
            + dsn.destination()
            + "\r\nUser-Agent: "
            + Product.client()
            + "\r\nAccept: application/json\r\nContent-Type: application/x-sentry-envelope\r\n"
            + more
            + "X-Sentry-Auth: "
            + dsn.authorization(Product.client())
            + "\r\nContent-Length: ")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public HttpAnswer send(byte[] bytes) throws PostFailure {
    int length = prepare(bytes);
    boolean kept = connection.isOpen();
    Progress progress = Progress.UNCONNECTED;
    reader.reset();
    try {
      Socket socket = connection.open();
      progress = Progress.UNSENT;
      OutputStream out = socket.getOutputStream();
      out.write(request, 0, length);
      out.flush();
      progress = Progress.UNANSWERED;
      HttpAnswer answer = reader.read(socket.getInputStream());
      answeredNanos = System.nanoTime();
      if (answer.status() == PROXY_AUTHENTICATION_REQUIRED && route instanceof Route.Http through) {
        progress = Progress.UNCONNECTED;
        throw Connection.refusal(through.proxy().toString(), answer.status());
      }
      if (!reader.keepsConnection()) {
        connection.forget();
      }
      return answer;
    } catch (IOException problem) {
      connection.forget();
      throw new PostFailure(answered(progress, problem), kept, problem);
    }
  }

  @Override
  public void dropUnproven() {
    if (connection.isOpen() && System.nanoTime() - answeredNanos > PROVEN_NANOS) {
      connection.forget();
    }
  }

  @Override
  public void abort() {
    connection.close();
  }

  private Progress answered(Progress progress, IOException problem) {
    if (progress != Progress.UNANSWERED) {
      return progress;
    }
    if (problem instanceof SocketTimeoutException) {
      return Progress.LATE;
    }
    return reader.sawAnything() ? Progress.GARBLED : progress;
  }

  private int prepare(byte[] bytes) {
    boolean zip = bytes.length >= gzipFromBytes;
    byte[] head = zip ? gzipHead : plainHead;
    byte[] body = zip ? Gzip.compress(bytes) : bytes;
    byte[] size = (body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    int length = head.length + size.length + body.length;
    if (request.length < length || request.length > KEPT_BUFFER_BYTES) {
      request = new byte[Math.max(length, 8 * 1024)];
    }
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(size, 0, request, head.length, size.length);
    System.arraycopy(body, 0, request, head.length + size.length, body.length);
    return length;
  }
}
