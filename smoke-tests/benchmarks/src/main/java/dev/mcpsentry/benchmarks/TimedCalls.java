package dev.mcpsentry.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/** What calls one after the other took. */
final class TimedCalls {

  private final LoadClient client;
  private final long[] nanos;
  private int count;

  /**
   * @param most that are kept
   */
  TimedCalls(LoadClient client, int most) {
    this.client = client;
    this.nanos = new long[most];
  }

  /**
   * Calls, as long as there is room.
   *
   * @param rate calls a second, or 0 for one after the other without a pause
   */
  void call(int times, int rate) throws IOException, InterruptedException {
    long began = System.nanoTime();
    for (int i = 0; i < times && count < nanos.length; i++) {
      if (rate > 0) {
        LockSupport.parkNanos(began + i * 1_000_000_000L / rate - System.nanoTime());
      }
      nanos[count++] = client.call();
    }
  }

  int count() {
    return count;
  }

  /** Microseconds. */
  double micros(int percentile) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[count * percentile / 100] / 1e3;
  }

  /** The one in the middle, of an even number the greater. */
  static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
