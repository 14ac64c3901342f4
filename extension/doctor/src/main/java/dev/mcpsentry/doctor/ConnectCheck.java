package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.transport.Probe;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether somebody listens.
 *
 * @param probe the way to Sentry
 */
record ConnectCheck(Probe probe, Dsn dsn) implements Check {

  @Override
  public String name() {
    return "connect";
  }

  @Override
  public List<Finding> findings() {
    long start = System.nanoTime();
    try {
      Socket reached = probe.reach();
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return List.of(
          Finding.ok(name(), "%s after %d ms".formatted(reached.getRemoteSocketAddress(), took)));
    } catch (IOException problem) {
      return List.of(
          Finding.fail(
              name(),
              dsn.destination() + ": " + Problems.words(problem),
              Problems.remedy(problem, dsn.destination())));
    } finally {
      probe.close();
    }
  }
}
