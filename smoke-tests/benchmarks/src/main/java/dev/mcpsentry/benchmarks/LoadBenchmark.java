package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The same server and client under every mode in turn, so that a machine's drift hits all alike.
 */
final class LoadBenchmark implements Callable<Integer> {

  private final int rounds;
  private final int warmup;
  private final int calls;
  private final int rate;

  /**
   * @param rate calls a second once warm, or 0 for one after the other without a pause
   */
  LoadBenchmark(int rounds, int warmup, int calls, int rate) {
    this.rounds = rounds;
    this.warmup = warmup;
    this.calls = calls;
    this.rate = rate;
  }

  @Override
  public Integer call() throws Exception {
    Map<Mode, List<Round>> results = new EnumMap<>(Mode.class);
    try (Sink sink = new Sink()) {
      for (int round = 1; round <= rounds; round++) {
        for (Mode mode : Mode.OF_MONITORING) {
          System.err.printf("round %d of %d: %s%n", round, rounds, mode.label());
          results.computeIfAbsent(mode, unseen -> new ArrayList<>()).add(run(mode, sink.dsn()));
        }
      }
    }
    print(results);
    return 0;
  }

  private Round run(Mode mode, String dsn) throws Exception {
    long start = System.nanoTime();
    try (ChildJvm server = mode.server(dsn).start()) {
      int port = server.awaitReady();
      double readySeconds = (System.nanoTime() - start) / 1e9;
      LoadClient client = new LoadClient(port);
      for (int i = 0; i < warmup; i++) {
        client.call();
      }
      Duration cpuBefore = server.cpu();
      Duration ownBefore = ownCpu();
      TimedCalls timed = new TimedCalls(client, calls);
      timed.call(calls, rate);
      double cpuMicros = server.cpu().minus(cpuBefore).toNanos() / 1e3 / calls;
      double ownMicros = ownCpu().minus(ownBefore).toNanos() / 1e3 / calls;
      return new Round(timed.micros(50), timed.micros(95), cpuMicros, ownMicros, readySeconds);
    }
  }

  private static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private void print(Map<Mode, List<Round>> results) {
    Round plain = Round.median(results.getOrDefault(Mode.PLAIN, List.of()));
    System.out.printf(
        "%-26s %10s %10s %14s %14s %10s   %s%n",
        "median of rounds",
        "p50 us",
        "p95 us",
        "CPU us/call",
        "others' CPU",
        "ready s",
        "p50 and CPU : " + Mode.PLAIN.label());
    results.forEach(
        (mode, rounds) -> {
          Round median = Round.median(rounds);
          System.out.printf(
              Locale.ROOT,
              "%-26s %10.0f %10.0f %14.0f %14.0f %10.2f   %.2f  %.2f%n",
              mode.label(),
              median.p50(),
              median.p95(),
              median.cpu(),
              median.others(),
              median.ready(),
              median.p50() / plain.p50(),
              median.cpu() / plain.cpu());
        });
  }

  /**
   * @param p50 microseconds
   * @param p95 microseconds
   * @param cpu microseconds of the server's CPU per call
   * @param others microseconds of CPU per call of what shares the machine: client and ingest
   * @param ready seconds from start to the first request it takes
   */
  private record Round(double p50, double p95, double cpu, double others, double ready) {

    static Round median(List<Round> rounds) {
      return new Round(
          TimedCalls.median(rounds.stream().mapToDouble(Round::p50)),
          TimedCalls.median(rounds.stream().mapToDouble(Round::p95)),
          TimedCalls.median(rounds.stream().mapToDouble(Round::cpu)),
          TimedCalls.median(rounds.stream().mapToDouble(Round::others)),
          TimedCalls.median(rounds.stream().mapToDouble(Round::ready)));
    }
  }
}
