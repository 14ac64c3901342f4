package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MCP sessions as the sessions of release health. */
class ReleaseHealthSmokeTest {

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STREAMABLE"})
  void sessionWithAFailure_isOneThatCrashed(Transport transport) {
    SdkProgram program = new SdkProgram("2.1.0", transport, false);
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                program
                    .watched(sentry)
                    .environment("SENTRY_SESSION_MODE", "application")
                    .environment("SENTRY_RELEASE", "demo@1"),
                transport)) {
      StandardSession.run(served.client(), transport);
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.sessionBuckets()).isEmpty();
      List<JsonNode> updates = received.sessions();
      assertThat(updates)
          .isNotEmpty()
          .extracting(update -> update.path("sid").asText())
          .containsOnly(updates.get(0).path("sid").asText());
      JsonNode last = updates.get(updates.size() - 1);
      assertThat(last.path("status").asText()).isEqualTo("crashed");
      assertThat(last.path("errors").asInt()).isPositive();
      assertThat(last.path("attrs").path("release").asText()).isEqualTo("demo@1");
    }
  }
}
