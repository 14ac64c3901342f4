package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/**
 * Two modes at once: both servers run, and are called in turn, so that a machine's drift hits both
 * alike. What is left is a JVM's luck with its compiler, which more rounds even out; a mode beside
 * itself tells how much that is.
 */
final class PairBenchmark implements Callable<Integer> {

  private static final int BLOCK = 500;

  private final List<Mode> modes;
  private final int rounds;
  private final int warmup;
  private final int calls;
  private final int rate;

  /**
   * @param modes two; ratios are to the first
   * @param rounds pairs of servers
   * @param calls measured of each server
   * @param rate calls a second once warm, or 0 for one after the other without a pause
   */
  PairBenchmark(List<Mode> modes, int rounds, int warmup, int calls, int rate) {
    this.modes = modes;
    this.rounds = rounds;
    this.warmup = warmup;
    this.calls = calls;
    this.rate = rate;
  }

  @Override
  public Integer call() throws Exception {
    double[][] ratios = new double[3][rounds];
    print("median of a round", "p50 us", "p95 us", "CPU us/call", "p50, p95, CPU : the first");
    try (Sink sink = new Sink()) {
      for (int round = 0; round < rounds; round++) {
        boolean swapped = round % 2 == 1;
        try (Side one = new Side(modes.get(swapped ? 1 : 0), sink.dsn(), calls);
            Side other = new Side(modes.get(swapped ? 0 : 1), sink.dsn(), calls)) {
          run(one, other);
          Side base = swapped ? other : one;
          Side compared = swapped ? one : other;
          ratios[0][round] = compared.nanos(50) / base.nanos(50);
          ratios[1][round] = compared.nanos(95) / base.nanos(95);
          ratios[2][round] = compared.cpuNanos() / base.cpuNanos();
          base.print("");
          compared.print(
              String.format(
                  Locale.ROOT,
                  "%.3f  %.3f  %.3f",
                  ratios[0][round],
                  ratios[1][round],
                  ratios[2][round]));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "median of %d rounds: p50 %.3f, p95 %.3f, CPU %.3f%n",
        rounds,
        median(ratios[0]),
        median(ratios[1]),
        median(ratios[2]));
    return 0;
  }

  private void run(Side one, Side other) throws Exception {
    for (int done = 0; done < warmup; done += BLOCK) {
      one.call(BLOCK);
      other.call(BLOCK);
    }
    Duration oneBefore = one.server.cpu();
    Duration otherBefore = other.server.cpu();
    for (int done = 0; done < calls; done += BLOCK) {
      one.measure(BLOCK, rate);
      other.measure(BLOCK, rate);
    }
    // what a server has to send it sends while the other one is called, too
    one.cpu = one.server.cpu().minus(oneBefore);
    other.cpu = other.server.cpu().minus(otherBefore);
  }

  private static double median(double[] values) {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void print(String label, String p50, String p95, String cpu, String ratios) {
    System.out.printf("%-26s %10s %10s %14s   %s%n", label, p50, p95, cpu, ratios);
  }

  /** One of the two servers. */
  private static final class Side implements AutoCloseable {

    private final Mode mode;
    private final ChildJvm server;
    private final LoadClient client;
    private final long[] nanos;
    private int measured;
    private Duration cpu = Duration.ZERO;

    Side(Mode mode, String dsn, int calls) throws Exception {
      this.mode = mode;
      this.nanos = new long[calls];
      this.server = mode.server(dsn).start();
      this.client = new LoadClient(server.awaitReady());
    }

    void call(int times) throws Exception {
      for (int i = 0; i < times; i++) {
        client.call();
      }
    }

    void measure(int times, int rate) throws Exception {
      long began = System.nanoTime();
      for (int i = 0; i < times && measured < nanos.length; i++) {
        if (rate > 0) {
          LockSupport.parkNanos(began + i * 1_000_000_000L / rate - System.nanoTime());
        }
        nanos[measured++] = client.call();
      }
    }

    double nanos(int percentile) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length * percentile / 100];
    }

    double cpuNanos() {
      return (double) cpu.toNanos() / measured;
    }

    void print(String ratios) {
      PairBenchmark.print(
          mode.label(),
          String.format(Locale.ROOT, "%.0f", nanos(50) / 1e3),
          String.format(Locale.ROOT, "%.0f", nanos(95) / 1e3),
          String.format(Locale.ROOT, "%.0f", cpuNanos() / 1e3),
          ratios);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
