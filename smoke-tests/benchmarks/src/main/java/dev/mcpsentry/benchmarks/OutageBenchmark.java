package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A server whose ingest is gone for a while: what callers notice, what it holds meanwhile, and what
 * of it arrives afterwards.
 */
final class OutageBenchmark implements Callable<Integer> {

  private static final int HEALTHY_SECONDS = 60;
  // as Linux cuts the name off
  private static final String SPOOL_THREAD = "mcp-sentry-spoo";
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int rate;
  private final int seconds;
  private final boolean spool;

  /**
   * @param rate calls a second
   * @param seconds how long the ingest is gone
   * @param spool whether what cannot be sent is kept on disk
   */
  OutageBenchmark(int rate, int seconds, boolean spool) {
    this.rate = rate;
    this.seconds = seconds;
    this.spool = spool;
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("spool");
    try (DistantIngest ingest = new DistantIngest(Duration.ZERO);
        ChildJvm server = server(ingest, directory).start()) {
      int port = server.awaitReady();
      System.err.printf("outage: %d calls/s, at first with an ingest%n", rate);
      SteadyLoad healthy = new SteadyLoad(rate, Math.min(seconds, HEALTHY_SECONDS));
      healthy.drive(port);
      long[] before = healthy.latencies(port);
      long heapBefore = LiveHeap.bytes(server);

      System.err.printf("outage: %d s without%n", seconds);
      ingest.goDown();
      FailingCalls failing = FailingCalls.start(port);
      Duration cpuBefore = server.cpu();
      long spoolBefore = ThreadCpu.millis(server.pid(), SPOOL_THREAD);
      long start = System.nanoTime();
      long[] during = new SteadyLoad(rate, seconds).latencies(port);
      double took = (System.nanoTime() - start) / 1e9;
      Duration cpu = server.cpu().minus(cpuBefore);
      long spoolCpu = ThreadCpu.millis(server.pid(), SPOOL_THREAD) - spoolBefore;
      long onDisk = bytes(directory);
      int failures = failing.stop();
      long heapDuring = LiveHeap.bytes(server);
      ingest.comeUp();
      awaitQuiet(ingest);
      server.terminate();

      System.out.printf(
          Locale.ROOT,
          "outage of %d s at %d calls/s: p50 %,.0f us before, %,.0f us during; p99 %,.0f us before,"
              + " %,.0f us during%n",
          seconds,
          rate,
          micros(before, 50),
          micros(during, 50),
          micros(before, 99),
          micros(during, 99));
      System.out.printf(
          Locale.ROOT,
          "live heap %,d kB before, %,d kB at its end: %+,d kB%n",
          heapBefore / 1024,
          heapDuring / 1024,
          (heapDuring - heapBefore) / 1024);
      System.out.printf(
          Locale.ROOT,
          "CPU meanwhile %.1f %% of a core, of which the spool %.1f %%; on disk %,d kB, left %,d"
              + " kB; spans that came in all %,d%n",
          cpu.toMillis() / 10 / took,
          spoolCpu / 10 / took,
          onDisk / 1024,
          bytes(directory) / 1024,
          ingest.arrived());
      List<Integer> issues = ingest.failures();
      System.out.printf(
          "calls that failed meanwhile %d; issues that came afterwards %d%s; reported lost %s%n",
          failures,
          issues.size(),
          issues.isEmpty()
              ? ""
              : ", of numbers " + issues.get(0) + " to " + issues.get(issues.size() - 1),
          ingest.discarded());
    }
    return 0;
  }

  private JavaProgram server(DistantIngest ingest, Path directory) {
    JavaProgram server = Mode.SENDING.server(ingest.dsn());
    return spool ? server.environment("SENTRY_SPOOL_DIR", directory.toString()) : server;
  }

  private static long bytes(Path directory) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += file.toFile().length();
      }
    }
    return sum;
  }

  private static double micros(long[] sorted, int percent) {
    return sorted[(int) ((long) sorted.length * percent / 100)] / 1e3;
  }

  private static void awaitQuiet(DistantIngest ingest) {
    long envelopes = ingest.envelopes();
    long start = System.nanoTime();
    long last = start;
    // what is on disk takes its time
    long end = start + 12 * QUIET_NANOS;
    // the sender tries again at least once a minute
    while (System.nanoTime() < end && System.nanoTime() - last < QUIET_NANOS
        || ingest.failures().isEmpty() && System.nanoTime() - start < 9 * QUIET_NANOS) {
      if (ingest.envelopes() != envelopes) {
        envelopes = ingest.envelopes();
        last = System.nanoTime();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
