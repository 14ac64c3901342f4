package dev.mcpsentry.sentry.internal.bridge;

import dev.mcpsentry.sentry.internal.transport.Sender;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bridge's life: starts with the first provider of the SDK, and ends with the last that is shut
 * down. What it tells are its signals.
 */
public final class Bridge {

  /**
   * From the first word of the end to the last, in nanoseconds; with the rest of an exit under two
   * seconds.
   */
  public static final long EXIT_BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(1_400);

  private final BridgeWorker worker;
  private int leases;
  private @Nullable Long exitDeadline;

  private Bridge(BridgeWorker worker) {
    this.worker = worker;
  }

  /**
   * Starts the bridge's thread, which asks the signals in this order and says itself what was
   * dropped.
   */
  public static Bridge start(
      List<Signal> signals, Outbox outbox, Sender sender, Wakeup wakeup, StderrLog log) {
    List<Signal> all = new ArrayList<>(signals);
    all.add(new ReportSignal(outbox));
    BridgeWorker worker = new BridgeWorker(List.copyOf(all), sender, wakeup, log);
    worker.start();
    return new Bridge(worker);
  }

  /** One more provider that the bridge outlives. */
  public synchronized Lease lease() {
    leases++;
    return new Held();
  }

  private synchronized CompletableResultCode release(long deadline) {
    leases--;
    Long earlier = exitDeadline;
    // providers are shut down one after the other, within one budget
    long until =
        earlier != null && earlier - System.nanoTime() > 0 && earlier - deadline < 0
            ? earlier
            : deadline;
    exitDeadline = until;
    return leases == 0 ? worker.shutdown(until) : worker.flush(true, until);
  }

  private final class Held implements Lease {

    private @Nullable CompletableResultCode released;

    @Override
    public CompletableResultCode flush() {
      return worker.flush();
    }

    @Override
    public synchronized CompletableResultCode release(long deadline) {
      CompletableResultCode result = released;
      if (result == null) {
        result = Bridge.this.release(deadline);
        released = result;
      }
      return result;
    }
  }
}
