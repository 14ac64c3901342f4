package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

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
    if (modes.size() != 2) {
      throw new IllegalArgumentException("a pair is two modes, not " + modes);
    }
    this.modes = modes;
    this.rounds = rounds;
    this.warmup = warmup;
    this.calls = calls;
    this.rate = rate;
  }

  @Override
  public Integer call() throws Exception {
    List<Figures> ratios = new ArrayList<>();
    print("median of a round", "p50 us", "p95 us", "CPU us/call", "p50, p95, CPU : the first");
    try (Sink sink = new Sink()) {
      for (int round = 0; round < rounds; round++) {
        // who starts first takes turns too
        boolean swapped = round % 2 == 1;
        try (Side one = new Side(modes.get(swapped ? 1 : 0), sink.dsn(), calls);
            Side other = new Side(modes.get(swapped ? 0 : 1), sink.dsn(), calls)) {
          run(one, other);
          Side base = swapped ? other : one;
          Side compared = swapped ? one : other;
          Figures ratio = compared.figures().over(base.figures());
          ratios.add(ratio);
          base.print("");
          compared.print(ratio.toString());
        }
      }
    }
    Figures median =
        new Figures(
            TimedCalls.median(ratios.stream().mapToDouble(Figures::p50)),
            TimedCalls.median(ratios.stream().mapToDouble(Figures::p95)),
            TimedCalls.median(ratios.stream().mapToDouble(Figures::cpu)));
    System.out.printf("median of %d rounds, p50, p95, CPU: %s%n", rounds, median);
    return 0;
  }

  private void run(Side one, Side other) throws Exception {
    for (int done = 0; done < warmup; done += BLOCK) {
      one.warmUp();
      other.warmUp();
    }
    Duration oneBefore = one.server.cpu();
    Duration otherBefore = other.server.cpu();
    for (int done = 0; done < calls; done += BLOCK) {
      one.timed.call(BLOCK, rate);
      other.timed.call(BLOCK, rate);
    }
    // what a server has to send it sends while the other one is called, too
    one.cpu = one.server.cpu().minus(oneBefore);
    other.cpu = other.server.cpu().minus(otherBefore);
  }

  private static void print(String label, String p50, String p95, String cpu, String ratios) {
    System.out.printf("%-26s %10s %10s %14s   %s%n", label, p50, p95, cpu, ratios);
  }

  /** Microseconds of a call, or ratios of them. */
  private record Figures(double p50, double p95, double cpu) {

    Figures over(Figures base) {
      return new Figures(p50 / base.p50, p95 / base.p95, cpu / base.cpu);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f  %.3f  %.3f", p50, p95, cpu);
    }
  }

  /** One of the two servers. */
  private static final class Side implements AutoCloseable {

    private final Mode mode;
    private final ChildJvm server;
    private final LoadClient client;
    private final TimedCalls timed;
    private Duration cpu = Duration.ZERO;

    Side(Mode mode, String dsn, int calls) throws Exception {
      this.mode = mode;
      this.server = mode.server(dsn).start();
      this.client = new LoadClient(server.awaitReady());
      this.timed = new TimedCalls(client, calls);
    }

    void warmUp() throws Exception {
      for (int i = 0; i < BLOCK; i++) {
        client.call();
      }
    }

    Figures figures() {
      return new Figures(timed.micros(50), timed.micros(95), cpu.toNanos() / 1e3 / timed.count());
    }

    void print(String ratios) {
      Figures figures = figures();
      PairBenchmark.print(
          mode.label(),
          String.format(Locale.ROOT, "%.0f", figures.p50()),
          String.format(Locale.ROOT, "%.0f", figures.p95()),
          String.format(Locale.ROOT, "%.0f", figures.cpu()),
          ratios);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
