package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings arrive from wherever OpenTelemetry's do. */
class SettingsSmokeTest {

  @Test
  void environmentVariables_areRead() {
    try (FakeSentry sentry = FakeSentry.start()) {
      assertArrived(
          run(
              sentry,
              program()
                  .environment("SENTRY_DSN", sentry.dsn())
                  .environment("SENTRY_ENVIRONMENT", "staging")
                  .environment("SENTRY_RELEASE", "demo@4.5.6")
                  .environment("SENTRY_TAGS", "team:blue,tier:2")));
    }
  }

  @Test
  void systemProperties_areRead() {
    try (FakeSentry sentry = FakeSentry.start()) {
      assertArrived(
          run(
              sentry,
              program()
                  .jvmArgument("-Dsentry.dsn=" + sentry.dsn())
                  .jvmArgument("-Dsentry.environment=staging")
                  .jvmArgument("-Dsentry.release=demo@4.5.6")
                  .jvmArgument("-Dsentry.tags=team:blue,tier:2")));
    }
  }

  @Test
  void configurationFile_isRead(@TempDir Path directory) throws IOException {
    try (FakeSentry sentry = FakeSentry.start()) {
      Path file = directory.resolve("agent.properties");
      Files.writeString(
          file,
          "sentry.dsn="
              + sentry.dsn()
              + "\nsentry.environment=staging\nsentry.release=demo@4.5.6\n"
              + "sentry.tags=team:blue,tier:2\n"
              + "otel.instrumentation.mcp.capture-arguments=true\n");

      Received received =
          run(sentry, program().jvmArgument("-Dotel.javaagent.configuration-file=" + file));

      assertArrived(received);
      assertThat(received.transaction("tools/call echo").data("mcp.request.argument.text"))
          .isNotNull();
    }
  }

  @Test
  void sampleRateOfZero_sendsNoTransactionButTheIssue() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    program()
                        .environment("SENTRY_DSN", sentry.dsn())
                        .environment("SENTRY_TRACES_SAMPLE_RATE", "0.0"),
                    Transport.STDIO)
                .initialized()) {
      served.client().callTool("fail", Map.of());
      sentry.await(received -> !received.events().isEmpty());
      served.end();

      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(sentry.received().transactions()).isEmpty();
      assertThat(sentry.received().events()).hasSize(1);
    }
  }

  @Test
  void userChosenSampler_isKept() {
    try (FakeSentry sentry = FakeSentry.start()) {
      Received received =
          run(
              sentry,
              program()
                  .environment("SENTRY_DSN", sentry.dsn())
                  .environment("OTEL_TRACES_SAMPLER", "always_off"));

      assertThat(received.transactions()).isEmpty();
    }
  }

  private static JavaProgram program() {
    return SdkProgram.current(Transport.STDIO).watched();
  }

  private static Received run(FakeSentry sentry, JavaProgram program) {
    try (Served served = Served.start(program, Transport.STDIO).initialized()) {
      served.client().callTool("echo", Map.of("text", "hi"));
      served.end();
    }
    assertThat(sentry.received().rejections()).isEmpty();
    return sentry.received();
  }

  private static void assertArrived(Received received) {
    Transaction echo = received.transaction("tools/call echo");
    assertThat(echo.environment()).isEqualTo("staging");
    assertThat(echo.release()).isEqualTo("demo@4.5.6");
    assertThat(echo.tag("team")).isEqualTo("blue");
    assertThat(echo.tag("tier")).isEqualTo("2");
  }
}
