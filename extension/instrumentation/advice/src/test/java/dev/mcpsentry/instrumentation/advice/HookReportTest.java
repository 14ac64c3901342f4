package dev.mcpsentry.instrumentation.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.StderrLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HookReportTest {

  private static final KnownLibrary OURS = KnownLibrary.MCP_JAVA_SDK_SERVER;
  private static final KnownLibrary FOREIGN = 
      new KnownLibrary("Foreign", List.of("x.Y"), null, List.of("x:y"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final HookReport report = new HookReport(new StderrLog(new PrintStream(bytes, true)));

  @AfterEach
  void reset() {
    System.clearProperty("otel.instrumentation.mcp-java-sdk.enabled");
  }

  @Test
  void hookedLibrary_isNamedOnce() {
    report.hooked(OURS, null);
    report.hooked(OURS, null);
    report.present(OURS, null);

    assertThat(bytes.toString())
        .isEqualTo("[mcp-sentry] MCP Java SDK server (version unknown): monitored\n");
  }

  @Test
  void unsupportedLibrary_isNamedWithTheReason() {
    report.present(FOREIGN, null);

    assertThat(bytes.toString()).contains("Foreign").contains("no instrumentation for it");
  }

  @Test
  void switchedOffLibrary_isNamedWithTheSwitch() {
    System.setProperty("otel.instrumentation.mcp-java-sdk.enabled", "false");
    report.present(OURS, null);

    assertThat(bytes.toString())
        .contains("switched off by otel.instrumentation.mcp-java-sdk.enabled=false");
  }

  @Test
  void switchInTheAgentsConfiguration_isNamedToo() {
    report.readFrom(name -> name.endsWith("common.default-enabled") ? "false" : null);
    report.present(OURS, null);

    assertThat(bytes.toString())
        .contains("switched off by otel.instrumentation.common.default-enabled=false");
  }

  @Test
  void unknownShape_isNamed() {
    report.present(OURS, null);

    assertThat(bytes.toString()).contains("not monitored").contains("otel.javaagent.debug");
  }
}
