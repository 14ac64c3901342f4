package dev.mcpsentry.sentry.internal.metric;

import dev.mcpsentry.sentry.internal.bridge.Bridge;
import dev.mcpsentry.sentry.internal.bridge.Lease;
import dev.mcpsentry.sentry.internal.transport.BridgeThread;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads the instruments soon after the start, then every minute, when asked and at the end, beside
 * whatever else reads them. On a thread of its own, because the application's callbacks are called,
 * which may hang.
 */
final class MetricIntake implements MetricReader {

  private static final long INTERVAL_SECONDS = 60;

  // what the agent measures of the JVM is gone when the end is heard of
  private static final long FIRST_SECONDS = 5;

  // the first time loads classes, which takes long on a busy machine
  private static final long LAST_PATIENCE_MILLIS = 500;
  private static final int MAX_WISHES = 100;

  private final MetricSignal signal;
  private final Lease bridge;
  private final StderrLog log;
  private final BlockingQueue<CompletableResultCode> wishes = new LinkedBlockingQueue<>(MAX_WISHES);
  private volatile CollectionRegistration instruments = CollectionRegistration.noop();
  private volatile boolean closed;

  MetricIntake(MetricSignal signal, Lease bridge, StderrLog log) {
    this.signal = signal;
    this.bridge = bridge;
    this.log = log;
  }

  @Override
  public void register(CollectionRegistration registration) {
    instruments = registration;
    BridgeThread.of(this::run, "metrics").start();
  }

  /** What happened since the last time; of what goes up and down, how much there is. */
  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return AggregationTemporalitySelector.deltaPreferred().getAggregationTemporality(type);
  }

  private void run() {
    long seconds = FIRST_SECONDS;
    boolean last = false;
    while (!last) {
      CompletableResultCode wish = null;
      try {
        wish = wishes.poll(seconds, TimeUnit.SECONDS);
        seconds = Math.min(2 * seconds, INTERVAL_SECONDS);
        last = closed;
        signal.collected(
            instruments.collectAllMetrics(),
            TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
      } catch (InterruptedException notOurs) {
        last = closed;
      } catch (Throwable problem) {
        log.stepAside("metrics", problem);
      } finally {
        if (wish != null) {
          wish.succeed();
        }
      }
    }
    wishes.forEach(CompletableResultCode::succeed);
  }

  private CompletableResultCode collect() {
    CompletableResultCode done = new CompletableResultCode();
    if (!wishes.offer(done)) {
      done.fail();
    }
    return done;
  }

  @Override
  public CompletableResultCode forceFlush() {
    if (closed) {
      return bridge.flush();
    }
    CompletableResultCode result = new CompletableResultCode();
    collect().whenComplete(() -> follow(bridge.flush(), result));
    return result;
  }

  private static void follow(CompletableResultCode first, CompletableResultCode then) {
    first.whenComplete(
        () -> {
          if (first.isSuccess()) {
            then.succeed();
          } else {
            then.fail();
          }
        });
  }

  /** Waits a little for the last values, then answers before all is sent. */
  @Override
  public synchronized CompletableResultCode shutdown() {
    long deadline = System.nanoTime() + Bridge.EXIT_BUDGET_NANOS;
    if (!closed) {
      closed = true;
      collect().join(LAST_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
    return bridge.release(deadline);
  }
}
