package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.util.concurrent.Callable;

/** A steady rate against a healthy, strict ingest; tells how many transactions are missing. */
final class SoakBenchmark implements Callable<Integer> {

  private final int rate;
  private final int seconds;

  SoakBenchmark(int rate, int seconds) {
    this.rate = rate;
    this.seconds = seconds;
  }

  @Override
  public Integer call() throws Exception {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm server = Mode.SENDING.server(sentry.dsn()).start()) {
      int port = server.awaitReady();
      System.err.printf("soak: %d calls/s for %d s%n", rate, seconds);
      long start = System.nanoTime();
      long calls = new SteadyLoad(rate, seconds).drive(port);
      double took = (System.nanoTime() - start) / 1e9;
      server.terminate();
      // each client's initialize is an operation too, and each POST an http.server span
      long expected = 2 * (calls + SteadyLoad.CLIENTS) + SteadyLoad.CLIENTS;
      long arrived = sentry.count("span");
      System.out.printf(
          "soak: %,d calls in %.1f s (%.0f/s); spans expected %,d, arrived %,d,"
              + " missing %,d; rejected %d%n",
          calls,
          took,
          calls / took,
          expected,
          arrived,
          expected - arrived,
          sentry.received().rejections().size());
    }
    return 0;
  }
}
