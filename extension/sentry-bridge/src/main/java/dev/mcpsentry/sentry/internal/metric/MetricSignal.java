package dev.mcpsentry.sentry.internal.metric;

import dev.mcpsentry.sentry.internal.bridge.Lease;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the allowed instruments measured, and what the bridge itself dropped. */
public final class MetricSignal implements Signal {

  /** What was dropped on the way to Sentry, by reason and category; metrics themselves apart. */
  static final String DISCARDED = "mcp.sentry.discarded";

  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final AttributeKey<String> CATEGORY = AttributeKey.stringKey("category");
  private static final int MAX_WAITING = 10_000;
  private static final long COUNTING_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Losses ONE = Losses.of(DataCategory.TRACE_METRIC, 1);

  private final boolean enabled;
  private final MetricAllowlist allowed;
  private final MetricWriter writer;
  private final Outbox outbox;
  private final Wakeup wakeup;
  private final StderrLog log;
  private final ConcurrentLinkedQueue<Measurement> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Counters counters = new Counters();
  private volatile long countingSince;

  public MetricSignal(
      BridgeOptions options,
      About about,
      Redaction redaction,
      Outbox outbox,
      Wakeup wakeup,
      StderrLog log) {
    this.enabled = options.metrics().enabled();
    this.allowed = new MetricAllowlist(options.metrics().allowed());
    this.writer =
        new MetricWriter(
            about, options.identities(), redaction, IdGenerator.random().generateTraceId());
    this.outbox = outbox;
    this.wakeup = wakeup;
    this.log = log;
  }

  /**
   * For the instruments of a provider that holds the bridge; null where metrics are switched off.
   */
  public @Nullable MetricReader reader(Supplier<Lease> bridge) {
    return enabled ? new MetricIntake(this, bridge.get(), log) : null;
  }

  /**
   * Counts one of what the bridge itself counts, to be sent with its equals of the next seconds.
   * Any thread; returns at once.
   *
   * @param attributes of few values, without the user's id
   * @param user who it was, or null
   * @param span where it happened, valid or not
   */
  public void count(String name, Attributes attributes, @Nullable String user, SpanContext span) {
    if (!enabled) {
      return;
    }
    Boolean first =
        wakeup.isOver()
            ? null
            : counters.count(
                name,
                attributes,
                user,
                span,
                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    if (first == null) {
      outbox.drop(DiscardReason.BUFFER_OVERFLOW, ONE);
    } else if (first) {
      countingSince = System.nanoTime();
      wakeup.wake();
    }
  }

  /** Takes what was collected. The thread of {@link MetricIntake}. */
  void collected(Collection<MetricData> metrics, long epochNanos) {
    List<Measurement> collected = new ArrayList<>();
    Measurements measurements = new Measurements(found -> offer(found, collected), this::drop);
    for (MetricData metric : metrics) {
      if (allowed.allows(metric.getName()) && !isCountedHere(metric)) {
        measurements.of(metric);
      }
    }
    if (allowed.allows(DISCARDED)) {
      outbox
          .reports()
          .measure(
              (reason, category, count) -> {
                // else a metric that is dropped would make the next
                if (category != DataCategory.TRACE_METRIC) {
                  offer(discarded(reason, category, count, epochNanos), collected);
                }
              });
    }
    // all at once, so that they travel together
    waiting.addAll(collected);
    wakeup.wake();
  }

  // instruments of ours that repeat, for the user's exporters, what is counted here
  private static boolean isCountedHere(MetricData metric) {
    return metric.getName().startsWith("app.")
        && metric.getInstrumentationScopeInfo().getName().startsWith("dev.mcpsentry.");
  }

  private static Measurement discarded(
      DiscardReason reason, DataCategory category, long count, long epochNanos) {
    Attributes attributes = Attributes.of(REASON, reason.wireName(), CATEGORY, category.wireName());
    return new Measurement(
        DISCARDED, MetricType.COUNTER, null, count, 1, epochNanos, null, attributes, null);
  }

  private void offer(Measurement measurement, List<Measurement> collected) {
    if (wakeup.isOver()) {
      outbox.drop(DiscardReason.BUFFER_OVERFLOW, ONE);
    } else if (size.incrementAndGet() > MAX_WAITING) {
      size.decrementAndGet();
      outbox.drop(DiscardReason.BUFFER_OVERFLOW, ONE);
    } else {
      collected.add(measurement);
    }
  }

  private void drop() {
    outbox.drop(DiscardReason.INTERNAL_SDK_ERROR, ONE);
  }

  @Override
  public int take(int atMost, long now) {
    int taken = 0;
    for (Measurement next = waiting.poll(); next != null; next = waiting.poll()) {
      size.decrementAndGet();
      add(next);
      if (++taken == atMost) {
        return taken;
      }
    }
    send();
    return taken;
  }

  private void add(Measurement measurement) {
    try {
      writer.add(measurement);
    } catch (RuntimeException | Error problem) {
      drop();
      log.stepAside("metrics", problem);
    }
    if (writer.isFull()) {
      send();
    }
  }

  @Override
  public boolean isIdle() {
    return waiting.isEmpty();
  }

  @Override
  public void tick(long now) {
    if (now - countingSince >= COUNTING_NANOS && !counters.isEmpty()) {
      flush(false);
    }
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return counters.isEmpty()
        ? atMost
        : Math.max(0, Math.min(atMost, COUNTING_NANOS - (now - countingSince)));
  }

  @Override
  public void flush(boolean last) {
    counters.take().forEach(this::add);
    send();
  }

  private void send() {
    int count = writer.size();
    if (count > 0) {
      outbox.put(Item.metrics(writer.finish(), count));
    }
  }
}
