package dev.mcpsentry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.OptionsReader;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts envelopes at a rate, one way, and says on stdout what it cost this process. Arguments: way,
 * DSN, envelopes a second, seconds, bytes of a payload.
 */
final class WayOutProgram {

  // enough for the compilers
  private static final int WARMUP_RATE = 1_000;
  private static final int WARMUP_SECONDS = 10;
  // the connections of the warm-up end
  private static final int SETTLING_SECONDS = 12;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final EnvelopeWriter envelopes;
  private final BridgeOptions options;
  private final String filler;
  private final Map<Long, Long> allocated = new HashMap<>();
  private long submitted;

  private WayOutProgram(String dsn, int payloadBytes) {
    options =
        new OptionsReader(DefaultConfigProperties.createFromMap(Map.of("sentry.dsn", dsn)))
            .options(Dsn.parse(dsn), Resource.empty());
    envelopes = new EnvelopeWriter(options, new About(options));
    filler = "x".repeat(payloadBytes);
  }

  public static void main(String[] args) {
    new WayOutProgram(args[1], Integer.parseInt(args[4]))
        .run(WayOut.Kind.valueOf(args[0]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    // the JDK's client would stay
    System.exit(0);
  }

  private void run(WayOut.Kind kind, int rate, int seconds) {
    Envelope first = envelope();
    int threadsBefore = threads.getThreadCount();
    long cpuBefore = process.getProcessCpuTime();
    long start = System.nanoTime();
    WayOut way = kind.open(options);
    submit(way, first);
    awaitSettled(way);
    double firstMillis = (System.nanoTime() - start) / 1e6;
    double firstCpuMillis = (process.getProcessCpuTime() - cpuBefore) / 1e6;

    feed(way, WARMUP_RATE, WARMUP_SECONDS);
    feed(way, rate, SETTLING_SECONDS);
    awaitSettled(way);
    threads.resetPeakThreadCount();
    long allocatedBefore = allocated();
    cpuBefore = process.getProcessCpuTime();
    long before = submitted;
    start = System.nanoTime();
    feed(way, rate, seconds);
    awaitSettled(way);
    double took = (System.nanoTime() - start) / 1e9;
    long count = submitted - before;
    System.out.printf(
        Locale.ROOT,
        "%.1f %.1f %.1f %d %d %.1f%n",
        firstMillis,
        firstCpuMillis,
        (process.getProcessCpuTime() - cpuBefore) / 1e3 / count,
        (allocated() - allocatedBefore) / count,
        threads.getPeakThreadCount() - threadsBefore,
        count / took);
    way.close();
  }

  private void feed(WayOut way, int rate, long seconds) {
    long interval = TimeUnit.SECONDS.toNanos(1) / rate;
    long next = System.nanoTime();
    long nextLook = next;
    long end = next + TimeUnit.SECONDS.toNanos(seconds);
    while (next < end) {
      LockSupport.parkNanos(next - System.nanoTime());
      submit(way, envelope());
      next += interval;
      if (next - nextLook > 0) {
        allocated();
        nextLook += TimeUnit.SECONDS.toNanos(1);
      }
    }
  }

  private void submit(WayOut way, Envelope envelope) {
    way.submit(envelope);
    submitted++;
  }

  private void awaitSettled(WayOut way) {
    long start = System.nanoTime();
    while (way.settled() < submitted) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException(
            "not settled: " + (submitted - way.settled()) + " of " + submitted);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private Envelope envelope() {
    JsonBytes payload = new JsonBytes();
    payload.beginObject().field("filler", filler).endObject();
    TraceHeader trace =
        new SampleDecision("0af7651916cd43dd8448eb211c80319c", true, 1, 0.5, null)
            .header("tools/call echo");
    return envelopes.of(Item.transaction(envelopes.newEventId(), trace, payload, 0));
  }

  // threads that end are remembered with what they had a moment ago, when they were idle
  private long allocated() {
    for (long thread : threads.getAllThreadIds()) {
      allocated.merge(thread, threads.getThreadAllocatedBytes(thread), Math::max);
    }
    return allocated.values().stream().mapToLong(Long::longValue).sum();
  }
}
