package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A steady rate against a healthy, strict ingest; tells how many transactions are missing. */
final class SoakBenchmark implements Callable<Integer> {

  private static final int CLIENTS = 4;

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
      long calls = drive(port);
      double took = (System.nanoTime() - start) / 1e9;
      server.terminate();
      // each client's initialize is an operation too, and each POST an http.server transaction
      long expected = 2 * (calls + CLIENTS) + CLIENTS;
      long arrived = sentry.count("transaction");
      System.out.printf(
          "soak: %,d calls in %.1f s (%.0f/s); transactions expected %,d, arrived %,d,"
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

  private long drive(int port) throws Exception {
    long interval = TimeUnit.SECONDS.toNanos(1) * CLIENTS / rate;
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Long>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(pool.submit(() -> one(port, interval)));
      }
      long calls = 0;
      for (Future<Long> client : clients) {
        calls += client.get();
      }
      return calls;
    } finally {
      pool.shutdownNow();
    }
  }

  private long one(int port, long interval) throws Exception {
    LoadClient client = new LoadClient(port);
    long next = System.nanoTime();
    long end = next + TimeUnit.SECONDS.toNanos(seconds);
    long calls = 0;
    while (next < end) {
      LockSupport.parkNanos(next - System.nanoTime());
      client.call();
      calls++;
      next += interval;
    }
    return calls;
  }
}
