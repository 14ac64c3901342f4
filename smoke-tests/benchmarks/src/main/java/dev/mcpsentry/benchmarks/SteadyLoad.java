package dev.mcpsentry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Calls at a rate, over a few sessions that take turns; who is late catches up.
 *
 * @param rate calls a second
 * @param seconds how long
 */
record SteadyLoad(int rate, int seconds) {

  /** Sessions, each of which initializes first. */
  static final int CLIENTS = 4;

  /** Calls the server until the time is over; answers how many calls there were. */
  long drive(int port) throws Exception {
    return latencies(port).length;
  }

  /** Calls the server until the time is over; answers what each took, in nanoseconds, sorted. */
  long[] latencies(int port) throws Exception {
    long interval = TimeUnit.SECONDS.toNanos(1) * CLIENTS / rate;
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<LongStream>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(pool.submit(() -> one(port, interval)));
      }
      LongStream all = LongStream.empty();
      for (Future<LongStream> client : clients) {
        all = LongStream.concat(all, client.get());
      }
      return all.sorted().toArray();
    } finally {
      pool.shutdownNow();
    }
  }

  private LongStream one(int port, long interval) throws Exception {
    LoadClient client = new LoadClient(port);
    LongStream.Builder nanos = LongStream.builder();
    long next = System.nanoTime();
    long end = next + TimeUnit.SECONDS.toNanos(seconds);
    while (next < end) {
      LockSupport.parkNanos(next - System.nanoTime());
      nanos.add(client.call());
      next += interval;
    }
    return nanos.build();
  }
}
