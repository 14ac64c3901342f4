package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a server under a steady load sent.
 *
 * @param calls how many there were
 * @param expected how many spans they, and what went before them, make
 * @param arrived spans and transactions, which are a span each
 * @param late seconds from the last call until everything was there, or nothing more came
 * @param cpu microseconds of the server's CPU per call
 * @param posts requests to the ingest, whatever was in them
 * @param bytes of their bodies, as they were on the wire
 */
record Sent(
    long calls, long expected, long arrived, double late, double cpu, long posts, long bytes) {

  /** Spans before the first call: each client's initialize, and its two POSTs. */
  static final int FIRST_SPANS = 3 * SteadyLoad.CLIENTS;

  private static final long BACKLOG_NANOS = TimeUnit.SECONDS.toNanos(60);

  /**
   * Runs a server until its last word has arrived.
   *
   * @param lifecycle how spans travel: stream, static or otlp
   */
  static Sent by(SteadyLoad load, String lifecycle, DistantIngest ingest) throws Exception {
    try (ChildJvm server =
        Mode.SENDING
            .server(ingest.dsn())
            .environment("SENTRY_TRACE_LIFECYCLE", lifecycle)
            .start()) {
      int port = server.awaitReady();
      Duration cpuBefore = server.cpu();
      long calls = load.drive(port);
      // the operation, and the POST that carried it
      long expected = 2 * calls + FIRST_SPANS;
      double late = awaitBacklog(ingest, expected);
      double cpu = server.cpu().minus(cpuBefore).toNanos() / 1e3 / calls;
      server.terminate();
      return new Sent(
          calls, expected, ingest.arrived(), late, cpu, ingest.envelopes(), ingest.bytes());
    }
  }

  // seconds until everything was there, or nothing more came
  private static double awaitBacklog(DistantIngest ingest, long expected) {
    long start = System.nanoTime();
    long lastArrived = -1;
    long lastChange = start;
    while (ingest.arrived() < expected && System.nanoTime() - start < BACKLOG_NANOS) {
      long arrived = ingest.arrived();
      if (arrived != lastArrived) {
        lastArrived = arrived;
        lastChange = System.nanoTime();
      } else if (System.nanoTime() - lastChange > TimeUnit.SECONDS.toNanos(5)) {
        return (lastChange - start) / 1e9;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
