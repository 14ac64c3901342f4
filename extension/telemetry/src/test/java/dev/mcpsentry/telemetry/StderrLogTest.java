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
  void exceptionThatCannotTellItsMessage_isNamedByItsClass() {
    log.stepAside("here", new NoMessage());

    assertThat(bytes.toString()).contains("here stepped aside after", NoMessage.class.getName());
  }

  @Test
  void streamThatThrows_harmsNobody() {
    StderrLog broken =
        new StderrLog(
            new PrintStream(bytes, true) {
              @Override
              public void println(String line) {
                throw new OutOfMemoryError("no line for you");
              }
            });
    broken.line("line");
    broken.stepAside("here", new NoMessage());

    assertThat(bytes.size()).isZero();
  }

  @Test
  void longLine_isCut() {
    log.line("x".repeat(1 << 20));

    assertThat(bytes.size()).isLessThan(10_000);
  }

  @Test
  void sites_areBounded() {
    for (int i = 0; i < 10_000; i++) {
      log.once("site " + i, "line");
    }

    assertThat(bytes.toString().lines().count()).isLessThanOrEqualTo(256);
  }

  private static final class NoMessage extends RuntimeException {
    @Override
    public String toString() {
      throw new IllegalStateException("no message for you");
    }
  }
}
