package dev.mcpsentry.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StderrPrinterTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch full = new CountDownLatch(1);
  private final StderrPrinter printer = new StderrPrinter();

  @AfterEach
  void readOn() {
    read.countDown();
  }

  @Test
  void lines_arePrintedInOrder() {
    StderrLog log = new StderrLog(new PrintStream(bytes, true), printer);
    for (int i = 0; i < 100; i++) {
      log.line("line " + i);
    }

    await().until(() -> lines().size() == 100);
    assertThat(lines()).startsWith("[mcp-sentry] line 0", "[mcp-sentry] line 1");
  }

  @Test
  void streamThatNobodyReads_stopsNobodyAndWhatWasDroppedIsTold() throws InterruptedException {
    StderrLog log = new StderrLog(new PrintStream(new FullPipe(), true), printer);
    log.line("hangs");
    full.await();
    for (int i = 0; i < StderrPrinter.MAX_WAITING + 10; i++) {
      log.line("line " + i);
    }
    log.lastWords();
    assertThat(lines()).isEmpty();

    read.countDown();
    await().until(() -> lines().size() == StderrPrinter.MAX_WAITING + 2);
    assertThat(lines()).last().asString().endsWith("lines given up: 10");
  }

  @Test
  void lastWords_arePrintedBeforeTheEnd() {
    StderrLog log = new StderrLog(new PrintStream(bytes, true), printer);
    log.line("last");
    log.lastWords();

    assertThat(lines()).hasSize(1);
  }

  @Test
  void streamThatThrows_isAskedAgain() {
    OutputStream first = new FullPipe();
    PrintStream broken =
        new PrintStream(first, true) {
          @Override
          public void println(String line) {
            throw new OutOfMemoryError("no line for you");
          }
        };
    new StderrLog(broken, printer).line("lost");
    new StderrLog(new PrintStream(bytes, true), printer).line("printed");

    await().until(() -> lines().size() == 1);
  }

  @Test
  void printer_goesWhenThereIsNothingToSayAndComesBack() {
    StderrLog log = new StderrLog(new PrintStream(bytes, true), printer);
    log.line("first");
    await().until(() -> lines().size() == 1);
    await().until(() -> !isPrinterAlive());
    log.line("second");

    await().until(() -> lines().size() == 2);
  }

  private boolean isPrinterAlive() {
    return printer.isAlive();
  }

  private List<String> lines() {
    synchronized (bytes) {
      return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Takes nothing until it is read. */
  private final class FullPipe extends OutputStream {

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      full.countDown();
      try {
        read.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      synchronized (bytes) {
        bytes.write(from, offset, length);
      }
    }
  }
}
