package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpAnswerReaderTest {

  private final HttpAnswerReader reader = new HttpAnswerReader();

  @Test
  void severalAnswers_areReadOneAfterTheOther() throws IOException {
    InputStream in =
        stream(
            "HTTP/1.1 100 Continue\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                + "HTTP/1.1 429 Too Many Requests\r\nTransfer-Encoding: chunked\r\n"
                + "X-Sentry-Rate-Limits: 1:error\r\nx-sentry-rate-limits: 2:session\r\n"
                + "Retry-After: 7\r\n\r\n5;x=y\r\nhello\r\n0\r\nTrailer: 1\r\n\r\n"
                + "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    assertThat(reader.read(in)).isEqualTo(new HttpAnswer(200, null, null));
    assertThat(reader.keepsConnection()).isTrue();
    assertThat(reader.read(in)).isEqualTo(new HttpAnswer(429, "1:error,2:session", "7"));
    assertThat(reader.keepsConnection()).isTrue();
    assertThat(reader.read(in).status()).isEqualTo(204);
    assertThat(reader.keepsConnection()).isFalse();
  }

  @Test
  void oldServerOrBodyOfUnknownLength_endsTheConnection() throws IOException {
    reader.read(stream("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
    assertThat(reader.keepsConnection()).isFalse();
    reader.reset();
    reader.read(stream("HTTP/1.1 200 OK\r\n\r\nwhatever"));
    assertThat(reader.keepsConnection()).isFalse();
    reader.reset();
    reader.read(stream("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}"));
    assertThat(reader.keepsConnection()).isFalse();
    reader.reset();
    reader.read(
        stream("HTTP/1.1 200 OK\r\nConnection: X-Foo, Close\r\nContent-Length: 2\r\n\r\n{}"));
    assertThat(reader.keepsConnection()).isFalse();
  }

  @Test
  void garbage_isAnError() {
    for (String garbage :
        new String[] {
          "",
          "220 smtp ready for you\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
          "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(200) + "\r\n",
          "HTTP/1.1 200 OK\r\nA: " + "b".repeat(100_000) + "\r\n\r\n",
          "HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000) + "HTTP/1.1 200 OK\r\n\r\n",
          "HTTP/1.1 000 OK\r\n\r\n",
          "HTTP/1.1 999 OK\r\n\r\n",
        }) {
      reader.reset();
      assertThatIOException().isThrownBy(() -> reader.read(stream(garbage)));
    }
  }

  @Test
  void headWithoutItsBody_isAnAnswerAndEndsTheConnection() throws IOException {
    for (String body :
        new String[] {
          "Content-Length: 5\r\n\r\nabc",
          "Content-Length: 5000000\r\n\r\n" + "x".repeat(5_000_000),
          "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
          "Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(1_000_000),
          "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "A: b\r\n".repeat(1_000_000),
        }) {
      reader.reset();
      assertThat(reader.read(stream("HTTP/1.1 200 OK\r\n" + body)).status()).isEqualTo(200);
      assertThat(reader.keepsConnection()).isFalse();
    }
  }

  @Test
  void successOfATunnel_hasNoBody() throws IOException {
    InputStream in = stream("HTTP/1.0 200 Connection established\r\nContent-Length: 5\r\n\r\n");
    assertThat(reader.readTunnel(in)).isEqualTo(200);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
