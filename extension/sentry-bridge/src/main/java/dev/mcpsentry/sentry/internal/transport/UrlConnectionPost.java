package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import dev.mcpsentry.telemetry.Product;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Posts with the JDK's {@link HttpURLConnection}, which knows every kind of proxy but makes some 25
 * kB of garbage per request.
 */
final class UrlConnectionPost implements EnvelopePost {

  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final URL url;
  private final String authorization;
  private final int timeoutMillis;
  private final byte[] drain = new byte[1024];
  private final SentryTls tls = new SentryTls();
  private volatile @Nullable HttpURLConnection current;
  // the request before, as far as it left its connection behind
  private @Nullable HttpURLConnection last;
  private long answeredNanos;

  UrlConnectionPost(Dsn dsn, int timeoutMillis) {
    this.url = dsn.envelopeUrl();
    this.authorization = dsn.authorization(Product.client());
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public HttpAnswer send(byte[] bytes) throws PostFailure {
    boolean kept = last != null;
    Progress progress = Progress.UNCONNECTED;
    try {
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      current = connection;
      byte[] body = prepare(connection, bytes);
      connection.connect();
      progress = Progress.UNSENT;
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      progress = Progress.UNANSWERED;
      int status = connection.getResponseCode();
      if (status < 0) {
        progress = Progress.GARBLED;
        throw new IOException("the server does not speak HTTP/1.1");
      }
      return answer(connection, status);
    } catch (IOException problem) {
      last = null;
      boolean late = progress == Progress.UNANSWERED && problem instanceof SocketTimeoutException;
      throw new PostFailure(late ? Progress.LATE : progress, kept, problem);
    } finally {
      current = null;
    }
  }

  @Override
  public void dropUnproven() {
    HttpURLConnection answered = last;
    if (answered != null && System.nanoTime() - answeredNanos > PROVEN_NANOS) {
      last = null;
      // of one that was read to its end, the connection the JDK keeps
      answered.disconnect();
    }
  }

  @Override
  public void abort() {
    HttpURLConnection connection = current;
    if (connection != null) {
      // closing TLS waits for a writer that hangs
      BridgeThread.of(connection::disconnect, "abort").start();
    }
  }

  private byte[] prepare(HttpURLConnection connection, byte[] bytes) throws IOException {
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(tls.sockets());
    }
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/x-sentry-envelope");
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("User-Agent", Product.client());
    connection.setRequestProperty("X-Sentry-Auth", authorization);
    byte[] body = bytes;
    if (bytes.length >= GZIP_FROM_BYTES) {
      connection.setRequestProperty("Content-Encoding", "gzip");
      body = Gzip.compress(bytes);
    }
    // streamed, the JDK sends nothing a second time of its own accord
    connection.setFixedLengthStreamingMode(body.length);
    return body;
  }

  private HttpAnswer answer(HttpURLConnection connection, int status) {
    try {
      readToEnd(connection, status);
      last = connection;
      answeredNanos = System.nanoTime();
    } catch (IOException headIsAnswerEnough) {
      last = null;
      connection.disconnect();
    }
    return new HttpAnswer(
        status,
        connection.getHeaderField("X-Sentry-Rate-Limits"),
        connection.getHeaderField("Retry-After"));
  }

  // only a connection that was read to its end is used again; the stream stays open, as closing it
  // would make the request forget its connection, which dropUnproven asks for
  private void readToEnd(HttpURLConnection connection, int status) throws IOException {
    InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    int total = 0;
    while (body != null && total < MAX_ANSWER_BYTES) {
      int read = body.read(drain);
      if (read < 0) {
        return;
      }
      total += read;
    }
    if (body != null) {
      throw new IOException("the server's answer is too long");
    }
  }
}
