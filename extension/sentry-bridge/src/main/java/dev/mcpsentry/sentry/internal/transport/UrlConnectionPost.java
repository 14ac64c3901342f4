package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.Product;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
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
  private volatile @Nullable HttpURLConnection current;

  UrlConnectionPost(Dsn dsn, int timeoutMillis) {
    this.url = dsn.envelopeUrl();
    this.authorization = dsn.authorization(Product.client());
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public HttpAnswer send(byte[] bytes) throws IOException {
    try {
      return sendOnce(bytes);
    } catch (SocketTimeoutException late) {
      throw late;
    } catch (IOException maybeStale) {
      if (EnvelopePost.isUnreachable(maybeStale)) {
        throw maybeStale;
      }
      // a kept connection the server closed meanwhile; Sentry ignores an event id it has seen
      return sendOnce(bytes);
    } finally {
      current = null;
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

  private HttpAnswer sendOnce(byte[] bytes) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    current = connection;
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
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    readToEnd(connection, status);
    return new HttpAnswer(
        status,
        connection.getHeaderField("X-Sentry-Rate-Limits"),
        connection.getHeaderField("Retry-After"));
  }

  // only a connection that was read to its end is used again
  private void readToEnd(HttpURLConnection connection, int status) throws IOException {
    try (InputStream body =
        status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
      int total = 0;
      while (body != null && total < MAX_ANSWER_BYTES) {
        int read = body.read(drain);
        if (read < 0) {
          return;
        }
        total += read;
      }
    }
  }
}
