package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers do wrong hurts neither the server nor the telemetry. */
class BadInputSmokeTest {

  private static final int TOOL_NAMES = 10_000;
  private static final int AT_ONCE = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STREAMABLE"})
  void badInput_leavesServerAndTelemetryWorking(Transport transport) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    SdkProgram.current(transport)
                        .watched(sentry)
                        .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS", "true"),
                    transport,
                    BadInput.brokenTraceHeaders())
                .initialized()) {
      BadInput.bodies(transport).forEach(served.client()::raw);

      assertEchoes(served.client(), "still here");
      served.end();
      assertThat(sentry.received().rejections()).isEmpty();
      List<Transaction> operations = sentry.received().transactions("mcp.server");
      assertThat(operations).hasSizeGreaterThan(20);
      assertThat(operations).extracting(Transaction::spanId).doesNotHaveDuplicates();
      assertThat(operations)
          .extracting(operation -> operation.data("mcp.request.id"))
          .filteredOn(Objects::nonNull)
          .doesNotHaveDuplicates();
      assertThat(operations)
          .extracting(Transaction::name)
          .allMatch(name -> name.matches(BadInput.NAMES));
      assertThat(operations).extracting(Transaction::status).containsOnly("ok");
      assertThat(sentry.received().events()).as("issues for the caller's mistakes").isEmpty();
      assertThat(served.child().stderr().lines()).noneMatch(line -> line.contains("stepped aside"));
    }
  }

  @Test
  void malformedJson_isAnsweredAndForgotten() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    SdkProgram.current(Transport.STREAMABLE).watched(sentry), Transport.STREAMABLE)
                .initialized()) {
      served.client().raw(BadInput.MALFORMED);
      assertEchoes(served.client(), "still here");
      served.end();

      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(sentry.received().transactions("mcp.server"))
          .extracting(Transaction::name)
          .containsExactlyInAnyOrder("initialize", "tools/call echo");
    }
  }

  @Test
  void tenThousandToolNames_fitIntoASmallHeap() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    SdkProgram.current(Transport.STATELESS)
                        .watched(sentry)
                        // whose names make an envelope each
                        .environment("SENTRY_TRACE_LIFECYCLE", "static")
                        .jvmArgument("-Xmx256m")
                        .jvmArgument("-XX:+ExitOnOutOfMemoryError"),
                    Transport.STATELESS)
                .initialized()) {
      for (int first = 0; first < TOOL_NAMES; first += AT_ONCE) {
        List<Integer> ids =
            IntStream.range(first, first + AT_ONCE)
                .mapToObj(i -> McpClient.toolCall("tool_" + i, Map.of()))
                .map(call -> served.client().requestWithoutWaiting("tools/call", call))
                .toList();
        ids.forEach(id -> assertThat(served.client().awaitReply(id, PATIENCE)).isPresent());
      }

      assertEchoes(served.client(), "still here");
      assertThat(served.end().code()).isEqualTo(143);
      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(
              sentry.received().transactions("mcp.server").stream()
                  .map(Transaction::name)
                  .distinct())
          .containsExactlyInAnyOrder("initialize", "tools/call", "tools/call echo");
      long sent = sentry.count("transaction");
      long dropped =
          sentry.received().discarded().stream()
              .filter(line -> line.category().equals("transaction"))
              .mapToLong(line -> line.quantity())
              .sum();
      // initialize and the echo on top, an HTTP request around each, and one for the notification
      assertThat(sent + dropped)
          .as("%s sent, %s dropped", sent, dropped)
          .isEqualTo(2 * (TOOL_NAMES + 2) + 1);
    }
  }

  @Test
  void handlerThatNeverAnswers_stopsNothing() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    SdkProgram.current(Transport.STREAMABLE).watched(sentry), Transport.STREAMABLE)
                .initialized()) {
      int hanging =
          served.client().requestWithoutWaiting("tools/call", McpClient.toolCall("hang", Map.of()));
      assertEchoes(served.client(), "meanwhile");
      sentry.await(
          received ->
              received.transactions().stream().anyMatch(t -> t.name().equals("tools/call echo")));
      assertThat(served.client().awaitReply(hanging, Duration.ZERO)).isEmpty();

      assertThat(served.end().code()).isEqualTo(143);
      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(named(sentry.received(), "tools/call hang")).hasSizeLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE", "STREAMABLE", "STATELESS"})
  void clientThatGoesAwayMidCall_leavesOneTransaction(Transport transport) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(SdkProgram.current(transport).watched(sentry), transport).initialized()) {
      // the second call proves that the first has reached its handler
      served
          .client()
          .requestWithoutWaiting("tools/call", McpClient.toolCall("slow", Map.of("ms", 1500)));
      assertEchoes(served.client(), "meanwhile");
      served.client().cut();

      try (McpClient other = transport.connect(served.child(), served.port(), Map.of())) {
        other.initialize(transport.protocolVersion());
        assertEchoes(other, "next client");
        sentry.await(received -> !named(received, "tools/call slow").isEmpty());
      }
      served.end();
      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(named(sentry.received(), "tools/call slow")).hasSize(1);
      assertThat(spanIds(sentry.received())).doesNotHaveDuplicates();
    }
  }

  private static void assertEchoes(McpClient client, String text) {
    JsonNode response = client.callTool("echo", Map.of("text", text));
    assertThat(response.path("result").path("content").path(0).path("text").asText())
        .isEqualTo(text);
  }

  private static List<Transaction> named(Received received, String name) {
    return received.transactions().stream().filter(t -> t.name().equals(name)).toList();
  }

  private static List<String> spanIds(Received received) {
    return received.transactions().stream().map(Transaction::spanId).toList();
  }
}
