package dev.mcpsentry.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits no longer than it should for what may hang, such as a name server. */
final class Bounded {

  private Bounded() {}

  /**
   * What the call answers.
   *
   * @throws IOException when it takes longer
   * @throws Exception what the call throws
   */
  static <T> T call(Duration timeout, Callable<T> call) throws Exception {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "doctor");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLong) {
      throw new IOException("no answer within " + timeout.toMillis() + " ms", tooLong);
    } catch (ExecutionException problem) {
      if (problem.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw problem;
    }
  }
}
