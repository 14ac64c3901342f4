package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.ingest.Behaviour;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A short stdio session, and what of it an ingest so and so far away has when the server is gone.
 */
final class SessionBenchmark implements Callable<Integer> {

  private final int operations;
  private final int rounds;

  /**
   * @param operations of a session
   * @param rounds of which the slowest exit and the least arrival are told, too
   */
  SessionBenchmark(int operations, int rounds) {
    this.operations = operations;
    this.rounds = rounds;
  }

  @Override
  public Integer call() {
    System.out.printf(
        "%n| Ingest answers after | Operations | Arrived, at least | Exit, median | longest |%n"
            + "|---|---|---|---|---|%n");
    tell("no agent", Mode.NONE, new Behaviour.Healthy());
    tell("0 ms", Mode.SENDING, new Behaviour.Healthy());
    for (int delay : new int[] {30, 100, 200}) {
      tell(delay + " ms", Mode.SENDING, new Behaviour.Slow(Duration.ofMillis(delay)));
    }
    tell("never", Mode.SENDING, new Behaviour.Hung());
    return 0;
  }

  private void tell(String label, Mode mode, Behaviour behaviour) {
    long arrived = Long.MAX_VALUE;
    long[] exits = new long[rounds];
    for (int round = 0; round < rounds; round++) {
      System.err.printf("session, ingest %s: round %d of %d%n", label, round + 1, rounds);
      try (FakeSentry sentry = FakeSentry.start()) {
        sentry.behave(behaviour);
        exits[round] = exit(mode, sentry.dsn()).toMillis();
        arrived = Math.min(arrived, sentry.count("span"));
      }
    }
    Arrays.sort(exits);
    System.out.printf(
        "| %s | %d | %d | %,d ms | %,d ms |%n",
        label, operations, arrived, exits[rounds / 2], exits[rounds - 1]);
  }

  private Duration exit(Mode mode, String dsn) {
    try (Served served = Served.start(mode.server(dsn, Transport.STDIO), Transport.STDIO)) {
      served.initialized();
      for (int i = 1; i < operations; i++) {
        served.client().callTool("echo", Map.of("text", "hello"));
      }
      return served.end().took();
    }
  }
}
