package dev.mcpsentry.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Calls a tool that throws once a second, and numbers the calls from 1. */
final class FailingCalls {

  private final CompletableFuture<Integer> made;
  private volatile boolean stopped;

  private FailingCalls(int port) {
    made = CompletableFuture.supplyAsync(() -> run(port));
  }

  static FailingCalls start(int port) {
    return new FailingCalls(port);
  }

  private int run(int port) {
    try {
      LoadClient client = new LoadClient(port);
      int calls = 0;
      while (!stopped) {
        client.fail(++calls);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
      return calls;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** Makes no more of them; answers how many there were. */
  int stop() {
    stopped = true;
    return made.join();
  }
}
