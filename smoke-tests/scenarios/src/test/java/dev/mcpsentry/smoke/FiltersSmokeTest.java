package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the user does not want to hear of. */
class FiltersSmokeTest {

  @Test
  void ignoredException_isNoIssueAndTheSpanIsAnError() {
    Received received =
        failing(
            1,
            Map.of(
                "SENTRY_IGNORED_EXCEPTIONS_FOR_TYPE", "java.lang.RuntimeException",
                "SENTRY_IGNORED_TRANSACTIONS", "tools/call ech*",
                "SENTRY_RELEASE", "demo@1"));

    assertThat(received.events()).isEmpty();
    assertThat(received.transaction("tools/call fail").status()).isEqualTo("internal_error");
    assertThat(received.transactions())
        .noneMatch(transaction -> transaction.name().equals("tools/call echo"));
    assertThat(received.sessionBuckets()).isNotEmpty().allMatch(bucket -> bucket.crashed() == 0);
  }

  @Test
  void sameIssueOften_isSentTenTimes() {
    Received received = failing(14, Map.of("SENTRY_MCP_FAILURES", "tool_exception:level=warning"));

    assertThat(received.events()).hasSize(10).allMatch(event -> event.level().equals("warning"));
    assertThat(received.discarded())
        .anyMatch(
            line ->
                line.reason().equals("event_processor")
                    && line.category().equals("error")
                    && line.quantity() == 4);
  }

  private static Received failing(int times, Map<String, String> settings) {
    try (FakeSentry sentry = FakeSentry.start()) {
      JavaProgram program = SdkProgram.current(Transport.STDIO).watched(sentry);
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        program = program.environment(setting.getKey(), setting.getValue());
      }
      try (Served served = Served.start(program, Transport.STDIO).initialized()) {
        for (int i = 0; i < times; i++) {
          served.client().callTool("fail", Map.of());
        }
        served.client().callTool("echo", Map.of("text", "hi"));
        served.end();
      }
      assertThat(sentry.received().rejections()).isEmpty();
      return sentry.received();
    }
  }
}
