package dev.mcpsentry.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Rates of calls against an ingest that is so and so far away: what arrives, and what does not. */
final class DistanceBenchmark implements Callable<Integer> {

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
    try (DistantIngest ingest = new DistantIngest(delay)) {
      Sent sent = Sent.by(load, lifecycle, ingest);
      System.out.printf(
          Locale.ROOT,
          "%9d %8d %,9d %,9d %9.1f %6d %11.2f %12.0f   %s%n",
          delay.toMillis(),
          load.rate(),
          sent.expected(),
          sent.arrived(),
          sent.late(),
          ingest.mostConnections(),
          (double) sent.posts() / sent.calls(),
          sent.cpu(),
          ingest.discarded());
    }
  }
}
