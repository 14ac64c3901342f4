package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that takes its request back. */
class CancellationSmokeTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "SSE", "STREAMABLE"})
  void cancelledRequest_endsThereAndSaysWhy(Transport transport) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(SdkProgram.current(transport).watched(sentry), transport).initialized()) {
      McpClient client = served.client();
      int id = client.requestWithoutWaiting("tools/call", McpClient.toolCall("hang", Map.of()));
      // over HTTP the cancellation may overtake the request, and then says nothing
      sentry.await(
          received -> {
            client.notify(
                "notifications/cancelled",
                MAPPER.valueToTree(Map.of("requestId", id, "reason", "no longer needed")));
            return received.transactions().stream()
                .anyMatch(transaction -> transaction.name().equals("tools/call hang"));
          });
      served.child().terminate();

      Transaction hang = sentry.received().transaction("tools/call hang");
      assertThat(hang.data("mcp.failure")).isEqualTo("cancelled");
      assertThat(hang.status()).isEqualTo("ok");
      assertThat(hang.data("mcp.cancelled.by")).isEqualTo("client");
      assertThat(hang.data("mcp.cancelled.reason")).isEqualTo("no longer needed");
      assertThat(sentry.received().events()).isEmpty();
      assertThat(sentry.received().rejections()).isEmpty();
    }
  }
}
