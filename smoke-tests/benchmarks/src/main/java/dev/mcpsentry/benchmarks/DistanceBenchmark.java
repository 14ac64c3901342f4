package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Rates of calls against an ingest that is so and so far away: what arrives, and what does not. */
final class DistanceBenchmark implements Callable<Integer> {

  private static final long BACKLOG_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final List<Integer> delays;
  private final List<Integer> rates;
  private final int seconds;
  private final String lifecycle;

  /**
   * @param delays milliseconds the ingest takes to answer
   * @param rates calls a second
   */
  DistanceBenchmark(List<Integer> delays, List<Integer> rates, int seconds, String lifecycle) {
    this.delays = delays;
    this.rates = rates;
    this.seconds = seconds;
    this.lifecycle = lifecycle;
  }

  @Override
  public Integer call() throws Exception {
    System.out.printf(
        "%9s %8s %9s %9s %9s %6s %11s %12s   %s%n",
        "answer ms",
        "calls/s",
        "expected",
        "arrived",
        "late s",
        "conns",
        "posts/call",
        "CPU us/call",
        "reported lost");
    for (int rate : rates) {
      for (int delay : delays) {
        one(Duration.ofMillis(delay), new SteadyLoad(rate, seconds));
      }
    }
    return 0;
  }

  private void one(Duration delay, SteadyLoad load) throws Exception {
    System.err.printf("distance: %d calls/s, %d ms%n", load.rate(), delay.toMillis());
    try (DistantIngest ingest = new DistantIngest(delay);
        ChildJvm server =
            Mode.SENDING
                .server(ingest.dsn())
                .environment("SENTRY_TRACE_LIFECYCLE", lifecycle)
                .start()) {
      int port = server.awaitReady();
      Duration cpuBefore = server.cpu();
      long calls = load.drive(port);
      // each client's initialize is an operation too, and each POST an http.server span
      long expected = 2 * (calls + SteadyLoad.CLIENTS) + SteadyLoad.CLIENTS;
      double late = awaitBacklog(ingest, expected);
      double cpu = server.cpu().minus(cpuBefore).toNanos() / 1e3 / calls;
      server.terminate();
      System.out.printf(
          Locale.ROOT,
          "%9d %8d %,9d %,9d %9.1f %6d %11.2f %12.0f   %s%n",
          delay.toMillis(),
          load.rate(),
          expected,
          ingest.arrived(),
          late,
          ingest.mostConnections(),
          (double) ingest.envelopes() / calls,
          cpu,
          ingest.discarded());
    }
  }

  // seconds until everything was there, or nothing more came
  private static double awaitBacklog(DistantIngest ingest, long expected) {
    long start = System.nanoTime();
    long lastArrived = -1;
    long lastChange = start;
    while (ingest.arrived() < expected && System.nanoTime() - start < BACKLOG_NANOS) {
      long arrived = ingest.arrived();
      if (arrived != lastArrived) {
        lastArrived = arrived;
        lastChange = System.nanoTime();
      } else if (System.nanoTime() - lastChange > TimeUnit.SECONDS.toNanos(5)) {
        return (lastChange - start) / 1e9;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
