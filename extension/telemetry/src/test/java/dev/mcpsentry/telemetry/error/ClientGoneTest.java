package dev.mcpsentry.telemetry.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientGoneTest {

  @ParameterizedTest
  @CsvSource({
    "Broken pipe, org.apache.coyote.http11.Http11OutputBuffer",
    "Connection reset by peer, org.xnio.nio.NioSocketConduit>io.undertow.conduits.ChunkedStream",
    "Connection reset, sun.net.httpserver.Request$WriteStream",
    "Closed, org.eclipse.jetty.io.WriteFlusher>org.eclipse.jetty.server.HttpConnection",
    "Client disconnected,"
        + " io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider"
  })
  void brokenConnection_isTheClientsWhereAServerWrites(String message, String places) {
    Throwable problem =
        places.contains("jetty") ? new java.nio.channels.ClosedChannelException() : said(message);

    assertThat(ClientGone.isCauseOf(new IllegalStateException(at(problem, places)))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Connection reset, com.example.Upstream",
    "Connection reset, sun.net.www.protocol.http.HttpURLConnection",
    "Broken pipe, okhttp3.internal.http1.Http1ExchangeCodec",
    "Connection reset, org.eclipse.jetty.client.HttpConnection",
    "No space left on device, org.apache.catalina.connector.OutputBuffer"
  })
  void brokenConnectionOfTheHandlers_isNotTheClients(String message, String places) {
    Throwable problem = new IllegalStateException("upstream", at(said(message), places));

    assertThat(ClientGone.isCauseOf(problem)).isFalse();
    assertThat(FailureClassifier.rpcError(-32603, null, problem, false).kind())
        .isEqualTo(FailureKind.TOOL_EXCEPTION);
  }

  @Test
  void lostAnswer_isTheClientsWhoeverSaysSo() {
    assertThat(FailureClassifier.transport(new IOException("Broken pipe")).kind())
        .isEqualTo(FailureKind.CANCELLED);
    assertThat(FailureClassifier.transport(new IOException("disk full")).kind())
        .isEqualTo(FailureKind.TRANSPORT);
    // a server that leaves is no client that does
    assertThat(FailureClassifier.unanswered(new SocketException("Connection reset")).kind())
        .isEqualTo(FailureKind.TRANSPORT);
  }

  @Test
  void handlerThatWroteToWhoeverLeft_isCancelled() {
    Throwable problem = new RuntimeException(at(said("Broken pipe"), "org.apache.coyote.Http"));

    McpFailure cancelled = FailureClassifier.cancelled();
    assertThat(FailureClassifier.rpcError(-32603, "x", problem, false)).isEqualTo(cancelled);
    assertThat(FailureClassifier.toolError(problem)).isEqualTo(cancelled);
    assertThat(FailureClassifier.thrown(problem)).isEqualTo(cancelled);
  }

  @Test
  void ring_ends() {
    Throwable inner = new IllegalStateException("inner");
    Throwable outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);

    assertThat(ClientGone.isCauseOf(outer)).isFalse();
  }

  private static IOException said(String message) {
    return new IOException(message);
  }

  private static Throwable at(Throwable problem, String places) {
    StackTraceElement[] frames =
        ("sun.nio.ch.SocketDispatcher>" + places + ">com.example.Application")
            .transform(
                all ->
                    java.util.Arrays.stream(all.split(">"))
                        .map(place -> new StackTraceElement(place, "write", null, -1))
                        .toArray(StackTraceElement[]::new));
    problem.setStackTrace(frames);
    return problem;
  }
}
