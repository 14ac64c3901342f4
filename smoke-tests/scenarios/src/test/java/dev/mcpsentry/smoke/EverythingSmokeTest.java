package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway in front of the protocol's own demonstration server. Skipped without Node. */
class EverythingSmokeTest {

  static Stream<GatewayProgram> overStdio() {
    return clients("sdk-sync");
  }

  static Stream<GatewayProgram> overHttp() {
    return clients("langchain4j");
  }

  private static Stream<GatewayProgram> clients(String usual) {
    return Build.wholeMatrix() ? GatewaySmokeTest.clients() : Stream.of(new GatewayProgram(usual));
  }

  @ParameterizedTest
  @MethodSource("overStdio")
  void overStdio_callsAreKnown(GatewayProgram program) {
    List<String> everything = NodePrograms.everything("stdio").command();
    assertKnown(program, program.inFrontOf(everything));
  }

  @ParameterizedTest
  @MethodSource("overHttp")
  void overHttp_callsAreKnown(GatewayProgram program) {
    int port = freePort();
    try (ChildJvm everything =
        NodePrograms.everything("streamableHttp")
            .environment("PORT", String.valueOf(port))
            .start()) {
      everything.awaitStderr("listening on port");
      assertKnown(program, program.inFrontOf("http://127.0.0.1:" + port + "/mcp"));
    }
  }

  private static void assertKnown(GatewayProgram program, JavaProgram gatewayProgram) {
    boolean callsBack = program.client().startsWith("sdk-");
    try (FakeSentry sentry = FakeSentry.start();
        Served gateway =
            Served.start(GatewayProgram.watched(gatewayProgram, sentry), Transport.STREAMABLE)
                .initialized()) {
      assertThat(
              Forwarding.text(Forwarding.call(gateway, "echo", Map.of("message", "plainword4711"))))
          .isEqualTo("Echo: plainword4711");
      assertThat(Forwarding.text(Forwarding.call(gateway, "get-sum", Map.of("a", 2, "b", 40))))
          .contains("42");
      assertThat(Forwarding.isError(Forwarding.call(gateway, "get-sum", Map.of()))).isTrue();
      if (callsBack) {
        assertThat(
                Forwarding.text(
                    Forwarding.call(gateway, "trigger-sampling-request", Map.of("prompt", "Why?"))))
            .contains("sampled 1");
      }
      gateway.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(ClientSpan.named(received, "tools/call echo"))
          .singleElement()
          .satisfies(EverythingSmokeTest::assertNamesServer)
          .extracting(Span::status)
          .isEqualTo("ok");
      assertThat(ClientSpan.named(received, "tools/call get-sum"))
          .allSatisfy(EverythingSmokeTest::assertNamesServer)
          .extracting(Span::status)
          .containsExactlyInAnyOrder("ok", "internal_error");
      if (callsBack) {
        assertThat(received.transaction("sampling/createMessage").op()).isEqualTo("mcp.server");
      }
      assertThat(sentry.everything()).as("content").doesNotContain("plainword4711");
    }
  }

  private static void assertNamesServer(Span span) {
    assertThat(span.data("mcp.server.name")).isEqualTo("mcp-servers/everything");
    assertThat(span.data("mcp.server.version")).isEqualTo("2.0.0");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
