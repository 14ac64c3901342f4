package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that asks its client something in the middle of a call. */
class CallbackSmokeTest {

  /** What each tool asks for. */
  private static final Map<String, String> ASKED =
      Map.of(
          "ask", "sampling/createMessage", "confirm", "elicitation/create", "roots", "roots/list");

  static Stream<GatewayProgram> clients() {
    return Stream.of("sdk-sync", "sdk-async").map(GatewayProgram::new);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void askingBack_isInTheTraceOfTheCall(GatewayProgram program) {
    try (FakeSentry sentry = FakeSentry.start();
        Forwarding forwarding = Forwarding.watched(program, sentry)) {
      assertThat(Forwarding.text(forwarding.call("ask", Map.of()))).isEqualTo("sampled: sampled 1");
      assertThat(Forwarding.text(forwarding.call("confirm", Map.of())))
          .isEqualTo("confirmed: action=ACCEPT, content={answer=7}");
      assertThat(Forwarding.text(forwarding.call("roots", Map.of())))
          .isEqualTo("roots: file:///gateway");
      assertThat(Forwarding.text(forwarding.call("chatty", Map.of()))).isEqualTo("told everything");
      Received received = forwarding.end(sentry);

      assertThat(received.rejections()).isEmpty();
      ASKED.forEach((tool, method) -> assertAsked(received, "tools/call " + tool, method));
      assertThat(received.transaction("tools/call chatty").status()).isEqualTo("ok");
    }
  }

  private static void assertAsked(Received received, String tool, String method) {
    Transaction asking = received.transaction(tool);
    Span question = ClientSpan.only(asking, method);
    Transaction answering = received.transaction(method);
    assertThat(question.parentSpanId()).as("parent of %s", method).isEqualTo(asking.spanId());
    assertThat(question.data("mcp.method.name")).isEqualTo(method);
    assertThat(question.status()).isEqualTo("ok");
    assertThat(answering.op()).isEqualTo("mcp.server");
    assertThat(answering.status()).isEqualTo("ok");
    assertThat(answering.traceId()).isEqualTo(asking.traceId());
    assertThat(answering.root().parentSpanId())
        .as("parent of the client's answer to %s", method)
        .isEqualTo(question.spanId());
  }
}
