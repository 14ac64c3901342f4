package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * A steady rate, one call a second of which fails, against an ingest a round trip away, with all
 * that is told of HTTP requests; tells what is missing, and what the server holds after the first
 * half and at the end.
 */
final class SoakBenchmark implements Callable<Integer> {

  private final int rate;
  private final int seconds;
  private final Duration delay;

  /**
   * @param rate calls a second
   * @param delay the ingest takes to answer
   */
  SoakBenchmark(int rate, int seconds, Duration delay) {
    this.rate = rate;
    this.seconds = seconds;
    this.delay = delay;
  }

  @Override
  public Integer call() throws Exception {
    try (DistantIngest ingest = new DistantIngest(delay);
        ChildJvm server = Mode.WATCHING.server(ingest.dsn()).start()) {
      int port = server.awaitReady();
      System.err.printf(
          "soak: %d calls/s for %d s, ingest %d ms away%n", rate, seconds, delay.toMillis());
      FailingCalls failing = FailingCalls.start(port);
      SteadyLoad half = new SteadyLoad(rate, seconds / 2);
      long start = System.nanoTime();
      long calls = half.drive(port);
      long heapBefore = LiveHeap.bytes(server);
      calls += half.drive(port);
      double took = (System.nanoTime() - start) / 1e9;
      int failures = failing.stop();
      long heapAfter = LiveHeap.bytes(server);
      server.terminate();

      // each client's initialize is an operation too, and each POST an http.server span
      long clients = 2 * SteadyLoad.CLIENTS + 1;
      long expected = 2 * (calls + failures + clients) + clients;
      System.out.printf(
          Locale.ROOT,
          "soak: %,d calls in %.1f s (%.0f/s); spans expected %,d, arrived %,d; failed calls %d,"
              + " issues %d; logs %d; reported lost %s; live heap %,d kB at half-time, %,d kB at"
              + " the end%n",
          calls,
          took,
          calls / took,
          expected,
          ingest.arrived(),
          failures,
          ingest.failures().size(),
          ingest.items("log"),
          ingest.discarded(),
          heapBefore / 1024,
          heapAfter / 1024);
    }
    return 0;
  }
}
