package dev.mcpsentry.smoke.jvm;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A running child. Closing it kills it. */
public final class ChildJvm implements AutoCloseable {

  private static final String READY = "READY ";
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration EXIT_PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Output stdout;
  private final Output stderr;

  private ChildJvm(Process process) {
    this.process = process;
    this.stdout = Output.of(process.getInputStream(), "stdout of " + process.pid());
    this.stderr = Output.of(process.getErrorStream(), "stderr of " + process.pid());
  }

  /** Watches a process somebody started, which need not be a JVM. */
  public static ChildJvm watch(Process process) {
    Children.add(process);
    return new ChildJvm(process);
  }

  public Output stdout() {
    return stdout;
  }

  public Output stderr() {
    return stderr;
  }

  /** Where the child reads from. */
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  public long pid() {
    return process.pid();
  }

  /** The CPU time it has had so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for a line on stderr that has a text.
   *
   * @throws AssertionError when the child dies or does not say it within a minute
   */
  public void awaitStderr(String text) {
    awaitLine(line -> line.contains(text));
  }

  /**
   * Waits for {@code READY <port>} on stderr; returns the port.
   *
   * @throws AssertionError when the child dies or says nothing for two minutes; tells its stderr
   */
  public int awaitReady() {
    return Integer.parseInt(
        awaitLine(line -> line.startsWith(READY)).substring(READY.length()).trim());
  }

  private String awaitLine(Predicate<String> wanted) {
    try {
      Awaitility.await()
          .atMost(START_PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> stderr.find(wanted) != null || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("Child is not ready:\n" + stderr, e);
    }
    if (!process.isAlive()) {
      awaitEndOfStderr();
    }
    String line = stderr.find(wanted);
    if (line == null) {
      throw new AssertionError("Child ended before it was ready:\n" + stderr);
    }
    return line;
  }

  private void awaitEndOfStderr() {
    try {
      stderr.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Closes stdin, as a stdio client leaves, and waits for the end. */
  public Exit endInput() {
    return ended(
        () -> {
          try {
            process.getOutputStream().close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Sends SIGTERM and waits for the end. */
  public Exit terminate() {
    // Process.destroy would also close the streams, so that the last words are lost
    return ended(() -> process.toHandle().destroy());
  }

  /** Waits for an end that comes by itself. */
  public Exit awaitExit() {
    return ended(() -> {});
  }

  private Exit ended(Runnable request) {
    long start = System.nanoTime();
    request.run();
    try {
      if (!process.waitFor(EXIT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("Child does not end within " + EXIT_PATIENCE + ":\n" + stderr);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      stdout.awaitEnd();
      stderr.awaitEnd();
      return new Exit(process.exitValue(), took);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
