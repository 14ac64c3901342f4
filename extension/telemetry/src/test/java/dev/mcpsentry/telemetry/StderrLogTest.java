package dev.mcpsentry.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StderrLogTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StderrLog log = new StderrLog(new PrintStream(bytes, true));

  @Test
  void aSite_isHeardOnce() {
    log.stepAside("here", new IllegalStateException("first"));
    log.stepAside("here", new IllegalStateException("second"));
    log.stepAside("there", new IllegalStateException("third"));

    assertThat(bytes.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("[mcp-sentry] "))
        .noneMatch(line -> line.contains("second"));
  }

  @Test
  void sites_areBounded() {
    for (int i = 0; i < 10_000; i++) {
      log.once("site " + i, "line");
    }

    assertThat(bytes.toString().lines().count()).isLessThanOrEqualTo(256);
  }
}
