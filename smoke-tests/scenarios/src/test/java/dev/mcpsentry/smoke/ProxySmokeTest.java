package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a proxy the JDK's own HTTP client sends, which the agent would trace. */
class ProxySmokeTest {

  @Test
  void envelopesGoThroughTheProxyOfTheJvm_andAreNotTraced() {
    try (FakeSentry sentry = FakeSentry.start()) {
      JavaProgram program =
          SdkProgram.current(Transport.STREAMABLE)
              .watched()
              .jvmArgument("-Dhttp.proxyHost=127.0.0.1")
              .jvmArgument("-Dhttp.proxyPort=" + sentry.port())
              .environment(
                  "SENTRY_DSN",
                  sentry.dsn().replace("127.0.0.1:" + sentry.port(), "sentry.invalid"))
              .environment("OTEL_TRACES_EXPORTER", "logging");
      try (Served served = Served.start(program, Transport.STREAMABLE).initialized()) {
        served.client().callTool("echo", Map.of("text", "hello"));
        served.end();

        assertThat(sentry.received().rejections()).isEmpty();
        assertThat(sentry.received().transaction("tools/call echo").status()).isEqualTo("ok");
        assertThat(served.child().stderr().lines())
            .anyMatch(line -> line.contains("'tools/call echo'"))
            .filteredOn(line -> !line.startsWith("[mcp-sentry]"))
            .noneMatch(line -> line.contains("sentry.invalid"));
      }
    }
  }
}
