package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The extension jar in an OpenTelemetry agent that somebody already has. */
class ExtensionSmokeTest {

  private static final SdkProgram SERVER = new SdkProgram("2.1.0", Transport.STDIO, false);

  @Test
  void oldestAgent_isEnough() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(inOldestAgent(sentry), Transport.STDIO)) {
      Map<String, String> expected = StandardSession.run(served.client(), Transport.STDIO);
      served.end();

      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(sentry.received().transactions("mcp.server"))
          .extracting(Transaction::name)
          .containsExactlyInAnyOrderElementsOf(expected.keySet());
      assertThat(sentry.received().events()).hasSize(1);
      assertThat(sentry.received().logs())
          .extracting(TypedItem::body)
          .contains("MCP tools/call fail: tool_exception");
      assertThat(sentry.received().metrics())
          .extracting(TypedItem::name)
          .contains("mcp.server.operation.duration");
    }
  }

  @Test
  void moduleSwitchedOff_isSaidAndLeavesTheServerAlone() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                SERVER
                    .watched(sentry)
                    .environment("OTEL_INSTRUMENTATION_MCP_JAVA_SDK_ENABLED", "false"),
                Transport.STDIO)) {
      StandardSession.run(served.client(), Transport.STDIO);
      served.end();

      assertThat(String.join("\n", served.child().stderr().lines()))
          .contains(
              "MCP Java SDK server 2.1.0: found but not monitored: switched off by"
                  + " otel.instrumentation.mcp-java-sdk.enabled=false");
      assertThat(sentry.received().transactions("mcp.server")).isEmpty();
    }
  }

  private static JavaProgram inOldestAgent(FakeSentry sentry) {
    return SERVER
        .plain()
        .agent(Build.oldestAgent())
        .jvmArgument("-Dotel.javaagent.extensions=" + Build.extension())
        .environment("SENTRY_DSN", sentry.dsn());
  }
}
