package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.FakeUpstream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server does wrong hurts neither the client nor the telemetry. */
class PeerBadInputSmokeTest {

  private static final List<String> TOOLS =
      List.of("twice", "foreign_meta", "never", "wrong_id", "echo");
  private static final List<String> UNANSWERED = List.of("never", "wrong_id");
  private static final int IMPATIENT_MILLIS = 5000;
  private static final int AT_ONCE = 1000;
  private static final int PATIENT_MILLIS = 60_000;

  private record Run(List<String> stdout, int exitCode) {}

  static Stream<GatewayProgram> clients() {
    return GatewaySmokeTest.mostClients();
  }

  static Stream<GatewayProgram> busyClients() {
    return Build.wholeMatrix()
        ? GatewaySmokeTest.clients()
        : Stream.of(new GatewayProgram("sdk-async"));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void everyCall_isOneSpanAndEndsAsWithoutTheAgent(GatewayProgram program) {
    try (FakeSentry sentry = FakeSentry.start();
        FakeUpstream upstream = FakeUpstream.start(1)) {
      JavaProgram caller =
          program.caller(String.join(",", TOOLS), 1, upstream.url(), IMPATIENT_MILLIS);
      Run plain = run(caller);
      List<JsonNode> plainCalls = upstream.calls();
      Run watched = run(GatewayProgram.watched(caller, sentry));
      List<JsonNode> watchedCalls =
          upstream.calls().subList(plainCalls.size(), 2 * plainCalls.size());

      assertThat(watched).isEqualTo(plain);
      assertThat(plain.stdout()).hasSameSizeAs(TOOLS).contains("echo 0: call 0");
      assertThat(upstream.calls()).hasSize(2 * TOOLS.size());
      assertThat(plainCalls).noneMatch(call -> call.path("_meta").has("traceparent"));
      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      for (JsonNode call : watchedCalls) {
        assertSpan(received, call);
      }
      assertThat(sentry.everything()).doesNotContain(FakeUpstream.FOREIGN_TRACE);
    }
  }

  private static void assertSpan(Received received, JsonNode call) {
    String tool = call.path("name").asText();
    List<Span> spans = ClientSpan.named(received, "tools/call " + tool);
    assertThat(spans).as("spans of %s", tool).hasSize(1);
    Span span = spans.get(0);
    assertThat(call.path("_meta").path("traceparent").asText())
        .as("context of %s", tool)
        .startsWith("00-" + span.traceId() + "-" + span.spanId());
    if (UNANSWERED.contains(tool)) {
      assertThat(span.status()).as("status of %s", tool).isNotEqualTo("ok");
    } else {
      assertThat(span.status()).as("status of %s", tool).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @MethodSource("busyClients")
  void thousandCallsAtOnce_areAThousandSpans(GatewayProgram program) {
    try (FakeSentry sentry = FakeSentry.start();
        FakeUpstream upstream = FakeUpstream.start(AT_ONCE)) {
      JavaProgram caller = program.caller("together", AT_ONCE, upstream.url(), PATIENT_MILLIS);
      Run plain = run(caller);
      // as many as an exit has no time to send
      Run watched =
          run(
              GatewayProgram.watched(caller, sentry),
              () ->
                  sentry.await(r -> ClientSpan.named(r, "tools/call together").size() >= AT_ONCE));

      assertThat(watched).isEqualTo(plain);
      assertThat(plain.stdout())
          .hasSize(AT_ONCE)
          .contains("together 0: call 0", "together 999: call 999");
      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      List<Span> spans = ClientSpan.named(received, "tools/call together");
      assertThat(spans).hasSize(AT_ONCE).allMatch(span -> span.status().equals("ok"));
      assertThat(spans).extracting(Span::spanId).doesNotHaveDuplicates();
    }
  }

  private static Run run(JavaProgram program) {
    return run(program, () -> {});
  }

  /**
   * @param beforeTheEnd what to wait for while the program still runs
   */
  private static Run run(JavaProgram program, Runnable beforeTheEnd) {
    try (ChildJvm caller = program.start()) {
      beforeTheEnd.run();
      Exit exit = caller.endInput();
      return new Run(caller.stdout().lines(), exit.code());
    }
  }
}
