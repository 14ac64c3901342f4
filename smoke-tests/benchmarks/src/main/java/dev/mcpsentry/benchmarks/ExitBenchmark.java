package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.ingest.Behaviour;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How long a server takes from SIGTERM to its end, after a few calls. */
final class ExitBenchmark implements Callable<Integer> {

  private static final int CALLS = 200;

  /** What the server runs under, and what the ingest does. */
  private enum Ending {
    NONE(Mode.NONE, "no agent"),
    PLAIN(Mode.PLAIN, "plain OpenTelemetry agent"),
    HEALTHY(Mode.SENDING, "ours, healthy ingest"),
    HUNG(Mode.SENDING, "ours, ingest that never answers"),
    DEAD(Mode.SENDING, "ours, nobody at the ingest's port");

    private final Mode mode;
    private final String label;

    Ending(Mode mode, String label) {
      this.mode = mode;
      this.label = label;
    }
  }

  private final int rounds;

  ExitBenchmark(int rounds) {
    this.rounds = rounds;
  }

  @Override
  public Integer call() throws Exception {
    Map<Ending, List<Long>> millis = new EnumMap<>(Ending.class);
    for (int round = 1; round <= rounds; round++) {
      for (Ending ending : Ending.values()) {
        System.err.printf("round %d of %d: %s%n", round, rounds, ending.label);
        millis.computeIfAbsent(ending, unseen -> new ArrayList<>()).add(run(ending));
      }
    }
    System.out.printf("%n| From SIGTERM to the end | median | longest |%n|---|---|---|%n");
    millis.forEach(
        (ending, all) -> {
          List<Long> sorted = all.stream().sorted().toList();
          System.out.printf(
              "| %s | %,d ms | %,d ms |%n",
              ending.label, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
        });
    return 0;
  }

  private static long run(Ending ending) throws Exception {
    try (FakeSentry sentry = FakeSentry.start()) {
      if (ending == Ending.HUNG) {
        sentry.behave(new Behaviour.Hung());
      } else if (ending == Ending.DEAD) {
        sentry.die();
      }
      try (ChildJvm server = ending.mode.server(sentry.dsn()).start()) {
        LoadClient client = new LoadClient(server.awaitReady());
        for (int i = 0; i < CALLS; i++) {
          client.call();
        }
        return server.terminate().took().toMillis();
      }
    }
  }
}
