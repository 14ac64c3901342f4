package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import dev.mcpsentry.telemetry.Product;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Posts over one persistent HTTP/1.1 connection with buffers that are used again, so that a request
 * makes next to no garbage.
 */
final class SocketPost implements EnvelopePost {

  private static final int KEPT_BUFFER_BYTES = 256 * 1024;

  private final Dsn dsn;
  private final int timeoutMillis;
  private final byte[] plainHead;
  private final byte[] gzipHead;
  private final HttpAnswerReader reader = new HttpAnswerReader();
  private final SentryTls tls = new SentryTls();
  private byte[] request = new byte[8 * 1024];
  // what is written to and read from, and the TCP connection below it
  private @Nullable Socket socket;
  private volatile @Nullable Socket wire;
  private long answeredNanos;

  SocketPost(Dsn dsn, int timeoutMillis) {
    this.dsn = dsn;
    this.timeoutMillis = timeoutMillis;
    this.plainHead = head(dsn, "");
    this.gzipHead = head(dsn, "Content-Encoding: gzip\r\n");
  }

  private static byte[] head(Dsn dsn, String encoding) {
    return ("POST "
            + dsn.envelopeUrl().getPath()
            + " HTTP/1.1\r\nHost: "
            + dsn.destination()
            + "\r\nUser-Agent: "
            + Product.client()
            + "\r\nAccept: application/json\r\nContent-Type: application/x-sentry-envelope\r\n"
            + encoding
            + "X-Sentry-Auth: "
            + dsn.authorization(Product.client())
            + "\r\nContent-Length: ")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public HttpAnswer send(byte[] bytes) throws PostFailure {
    int length = prepare(bytes);
    boolean kept = socket != null;
    Progress progress = Progress.UNCONNECTED;
    reader.reset();
    try {
      Socket connection = connection();
      progress = Progress.UNSENT;
      OutputStream out = connection.getOutputStream();
      out.write(request, 0, length);
      out.flush();
      progress = Progress.UNANSWERED;
      HttpAnswer answer = reader.read(connection.getInputStream());
      answeredNanos = System.nanoTime();
      if (!reader.keepsConnection()) {
        forget();
      }
      return answer;
    } catch (IOException problem) {
      forget();
      throw new PostFailure(answered(progress, problem), kept, problem);
    }
  }

  @Override
  public void dropUnproven() {
    if (socket != null && System.nanoTime() - answeredNanos > PROVEN_NANOS) {
      forget();
    }
  }

  @Override
  public void abort() {
    disconnect();
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
    boolean zip = bytes.length >= GZIP_FROM_BYTES;
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

  private Socket connection() throws IOException {
    Socket connection = socket;
    if (connection == null) {
      connection = connect();
      socket = connection;
    }
    return connection;
  }

  private Socket connect() throws IOException {
    String host = dsn.host().startsWith("[") ? unbracketed(dsn.host()) : dsn.host();
    InetSocketAddress address = new InetSocketAddress(host, dsn.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(timeoutMillis);
      // abort must be able to end a connect, too
      wire = plain;
      plain.connect(address, timeoutMillis);
      return dsn.scheme().equals("https") ? secure(plain, host) : plain;
    } catch (IOException | RuntimeException problem) {
      plain.close();
      throw problem;
    }
  }

  private Socket secure(Socket plain, String host) throws IOException {
    SSLSocket secure = (SSLSocket) tls.sockets().createSocket(plain, host, dsn.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private void forget() {
    socket = null;
    disconnect();
  }

  private static String unbracketed(String host) {
    return host.substring(1, host.length() - 1);
  }

  // closing TLS would wait for a writer that hangs; closing TCP ends it
  private void disconnect() {
    Socket connection = wire;
    wire = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException alreadyGone) {
        // that is what we wanted
      }
    }
  }
}
