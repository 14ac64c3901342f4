package dev.mcpsentry.benchmarks;

import dev.mcpsentry.benchmarks.WayOut.Kind;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What an envelope costs its sender over sockets and over the JDK's {@code HttpClient}, each in a
 * JVM of its own that does nothing else.
 */
final class WayOutBenchmark implements Callable<Integer> {

  private final List<Integer> rates;
  private final Duration delay;
  private final int seconds;
  private final int bytes;

  /**
   * @param rates envelopes a second
   * @param delay what the ingest takes to answer
   * @param bytes of a payload
   */
  WayOutBenchmark(List<Integer> rates, Duration delay, int seconds, int bytes) {
    this.rates = rates;
    this.delay = delay;
    this.seconds = seconds;
    this.bytes = bytes;
  }

  @Override
  public Integer call() throws Exception {
    System.out.printf(
        "%-15s %-6s %7s %9s %12s %14s %14s %8s %6s%n",
        "way",
        "wire",
        "env/s",
        "sent/s",
        "CPU us/env",
        "bytes/env",
        "first ms (CPU)",
        "threads",
        "conns");
    ThrowAwayTls tls = ThrowAwayTls.create();
    for (int rate : rates) {
      one(Kind.NONE, rate, null);
      one(Kind.SOCKETS, rate, null);
      one(Kind.CLIENT_1_1, rate, null);
      one(Kind.SOCKETS, rate, tls);
      one(Kind.CLIENT_1_1, rate, tls);
      one(Kind.CLIENT_2, rate, tls);
    }
    return 0;
  }

  private void one(Kind kind, int rate, @Nullable ThrowAwayTls tls) throws Exception {
    try (DistantIngest ingest = new DistantIngest(delay, tls)) {
      JavaProgram program =
          JavaProgram.main(System.getProperty("java.class.path"), WayOutProgram.class.getName())
              .onlyJvmArguments("-Xms256m", "-Xmx256m")
              .arguments(
                  kind.name(),
                  ingest.dsn(),
                  Integer.toString(rate),
                  Integer.toString(seconds),
                  Integer.toString(bytes));
      for (String argument : tls == null ? List.<String>of() : tls.clientArguments()) {
        program = program.jvmArgument(argument);
      }
      try (ChildJvm child = program.start()) {
        child.awaitExit();
        String said = child.stdout().toString().trim();
        if (said.isEmpty()) {
          System.out.printf(
              "%-15s %-6s %7d   failed: %s%n", kind.label(), wire(tls), rate, child.stderr());
          return;
        }
        String[] figures = said.split(" ", -1);
        System.out.printf(
            Locale.ROOT,
            "%-15s %-6s %7d %9s %12s %,14d %14s %8s %6d%n",
            kind.label(),
            wire(tls),
            rate,
            figures[5],
            figures[2],
            Long.parseLong(figures[3]),
            figures[0] + " (" + figures[1] + ")",
            figures[4],
            ingest.mostConnections());
      }
    }
  }

  private static String wire(@Nullable ThrowAwayTls tls) {
    return tls == null ? "plain" : "TLS";
  }
}
