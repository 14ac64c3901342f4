package dev.mcpsentry.sentry.internal.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.1 answer after the other from a connection and throws the bodies away. The
 * buffer is used again; what the server sends beyond reason is an error, and so is an answer
 * without a meaning.
 */
final class HttpAnswerReader {

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final @Nullable BiConsumer<String, String> headers;
  private final byte[] buffer = new byte[4 * 1024];
  private final byte[] line = new byte[2 * 1024];
  private int position;
  private int limit;
  private int lineLength;
  private int bytesLeft;
  private boolean sawAnything;
  private boolean keepsConnection;

  private long contentLength;
  private boolean chunked;
  private @Nullable String rateLimits;
  private @Nullable String retryAfter;

  HttpAnswerReader() {
    this(null);
  }

  /**
   * @param headers hears the name of every header, in lower case, and what it says; or null
   */
  HttpAnswerReader(@Nullable BiConsumer<String, String> headers) {
    this.headers = headers;
  }

  /** Forgets what a former connection left behind. */
  void reset() {
    position = 0;
    limit = 0;
    sawAnything = false;
  }

  /** Whether a byte of an answer came since {@link #reset}. */
  boolean sawAnything() {
    return sawAnything;
  }

  /** Whether the connection is good for another request. */
  boolean keepsConnection() {
    return keepsConnection;
  }

  /**
   * Reads an answer. Its head is enough: what is wrong with the body costs the connection only.
   *
   * @throws IOException when no whole head came
   */
  HttpAnswer read(InputStream in) throws IOException {
    int status = readFinalHead(in);
    if (status != 204 && status != 304) {
      bytesLeft = MAX_BODY_BYTES;
      try {
        readBody(in);
      } catch (IOException incomplete) {
        keepsConnection = false;
      }
    }
    return new HttpAnswer(status, rateLimits, retryAfter);
  }

  /**
   * Reads the answer to CONNECT, which has no body when it is a success (RFC 9110, 9.3.6).
   *
   * @throws IOException when no whole head came
   */
  int readTunnel(InputStream in) throws IOException {
    return readFinalHead(in);
  }

  private int readFinalHead(InputStream in) throws IOException {
    bytesLeft = MAX_HEAD_BYTES;
    int status;
    do {
      status = readHead(in);
    } while (status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS);
    if (status < 200 || status > 599) {
      throw new IOException("the server's answer is malformed");
    }
    return status;
  }

  private int readHead(InputStream in) throws IOException {
    contentLength = -1;
    chunked = false;
    rateLimits = null;
    retryAfter = null;
    readLine(in);
    if (lineLength < 12 || !startsWith("http/1.")) {
      throw new IOException("the server does not speak HTTP/1.1");
    }
    keepsConnection = line[7] == '1';
    int status = (int) number(9, 12);
    for (int headers = 0; headers <= MAX_HEADERS; headers++) {
      readLine(in);
      if (lineLength == 0) {
        return status;
      }
      header();
    }
    throw new IOException("the server sends too many headers");
  }

  private void header() throws IOException {
    if (headers != null) {
      tell(headers);
    }
    if (startsWith("content-length:")) {
      contentLength = number(15, lineLength);
    } else if (startsWith("transfer-encoding:")) {
      chunked = text(18).equalsIgnoreCase("chunked");
    } else if (startsWith("connection:")) {
      keepsConnection &= !closes(text(11));
    } else if (startsWith("x-sentry-rate-limits:")) {
      String more = text(21);
      rateLimits = rateLimits == null ? more : rateLimits + "," + more;
    } else if (startsWith("retry-after:")) {
      retryAfter = text(12);
    }
  }

  private void tell(BiConsumer<String, String> listener) {
    String header = text(0);
    int colon = header.indexOf(':');
    if (colon > 0) {
      listener.accept(
          header.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          header.substring(colon + 1).trim());
    }
  }

  private static boolean closes(String options) {
    for (String option : options.split(",", -1)) {
      if (option.trim().equalsIgnoreCase("close")) {
        return true;
      }
    }
    return false;
  }

  private void readBody(InputStream in) throws IOException {
    if (chunked) {
      long total = 0;
      for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
        total += size;
        skip(in, size, total);
        readLine(in);
      }
      do {
        readLine(in);
      } while (lineLength > 0);
    } else if (contentLength >= 0) {
      skip(in, contentLength, contentLength);
    } else {
      // such a body ends with the connection
      keepsConnection = false;
    }
  }

  private long chunkSize(InputStream in) throws IOException {
    readLine(in);
    long size = 0;
    for (int i = 0; i < lineLength && size <= MAX_BODY_BYTES; i++) {
      int digit = Character.digit(line[i], 16);
      if (digit < 0) {
        break;
      }
      size = size * 16 + digit;
    }
    return size;
  }

  private void skip(InputStream in, long count, long total) throws IOException {
    if (total > MAX_BODY_BYTES) {
      throw new IOException("the server's answer is too long");
    }
    long left = count;
    while (left > 0) {
      if (position == limit) {
        fill(in);
      }
      int step = (int) Math.min(left, limit - position);
      position += step;
      left -= step;
    }
  }

  // the rest of an overlong line is cut off
  private void readLine(InputStream in) throws IOException {
    lineLength = 0;
    while (true) {
      if (position == limit) {
        fill(in);
      }
      byte next = buffer[position++];
      if (next == '\n') {
        break;
      }
      if (lineLength < line.length) {
        line[lineLength++] = next;
      }
    }
    if (lineLength > 0 && line[lineLength - 1] == '\r') {
      lineLength--;
    }
  }

  private void fill(InputStream in) throws IOException {
    if (bytesLeft <= 0) {
      throw new IOException("the server's answer is too long");
    }
    int read = in.read(buffer, 0, buffer.length);
    if (read <= 0) {
      throw new EOFException("the server closed the connection");
    }
    bytesLeft -= read;
    sawAnything = true;
    position = 0;
    limit = read;
  }

  private boolean startsWith(String lowerCase) {
    if (lineLength < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if (Character.toLowerCase((char) line[i]) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from) {
    return new String(line, from, lineLength - from, StandardCharsets.ISO_8859_1).trim();
  }

  private long number(int from, int to) throws IOException {
    long number = 0;
    for (int i = from; i < to; i++) {
      if (line[i] >= '0' && line[i] <= '9' && number <= Integer.MAX_VALUE) {
        number = number * 10 + line[i] - '0';
      } else if (line[i] != ' ') {
        throw new IOException("the server's answer is malformed");
      }
    }
    return number;
  }
}
