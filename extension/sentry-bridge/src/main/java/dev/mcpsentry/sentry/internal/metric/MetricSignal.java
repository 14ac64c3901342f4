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
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the allowed instruments measured, and what the bridge itself dropped. */
public final class MetricSignal implements Signal {

  /** What was dropped on the way to Sentry, by reason and category; metrics themselves apart. */
  static final String DISCARDED = "mcp.sentry.discarded";

  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final AttributeKey<String> CATEGORY = AttributeKey.stringKey("category");
  // of an instrument; what comes after shares one
  private static final int MAX_SERIES = 500;

  private static final int MAX_WAITING = 10_000;
  private static final Losses ONE = Losses.of(DataCategory.TRACE_METRIC, 1);

  private final boolean enabled;
  private final MetricAllowlist allowed;
  private final MetricWriter writer;
  private final Measurements measurements;
  private final Outbox outbox;
  private final Wakeup wakeup;
  private final StderrLog log;
  private final ConcurrentLinkedQueue<Measurement> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

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
        new MetricWriter(about, options.sendDefaultPii(), redaction, outbox.newEventId());
    this.measurements =
        new Measurements(
            this::offer, () -> outbox.drop(DiscardReason.INTERNAL_SDK_ERROR, ONE));
    this.outbox = outbox;
    this.wakeup = wakeup;
    this.log = log;
  }

  /** Reads the instruments of a provider that holds the bridge, unless metrics are switched off. */
  public void read(SdkMeterProviderBuilder builder, Supplier<Lease> bridge) {
    if (!enabled) {
      return;
    }
    MetricIntake intake = new MetricIntake(this, bridge.get(), log);
    try {
      builder.registerMetricReader(intake, instrument -> MAX_SERIES);
    } catch (NoSuchMethodError olderSdk) {
      builder.registerMetricReader(intake);
    }
  }

  /** Takes what was collected. The thread of {@link MetricIntake}. */
  void collected(Collection<MetricData> metrics, long epochNanos) {
    for (MetricData metric : metrics) {
      if (allowed.allows(metric.getName())) {
        measurements.of(metric);
      }
    }
    if (allowed.allows(DISCARDED)) {
      outbox
          .reports()
          .measure((reason, category, count) -> discarded(reason, category, count, epochNanos));
    }
    wakeup.wake();
  }

  private void discarded(
      DiscardReason reason, DataCategory category, long count, long epochNanos) {
    // else a metric that is dropped would make the next
    if (category != DataCategory.TRACE_METRIC) {
      Attributes attributes =
          Attributes.of(REASON, reason.wireName(), CATEGORY, category.wireName());
      offer(
          new Measurement(
              DISCARDED, MetricType.COUNTER, null, count, 1, epochNanos, null, attributes));
    }
  }

  private void offer(Measurement measurement) {
    if (wakeup.isOver() || size.incrementAndGet() > MAX_WAITING) {
      size.decrementAndGet();
      outbox.drop(DiscardReason.BUFFER_OVERFLOW, ONE);
    } else {
      waiting.add(measurement);
    }
  }

  @Override
  public int take(int atMost, long now) {
    int taken = 0;
    while (taken < atMost) {
      @Nullable Measurement next = waiting.poll();
      if (next == null) {
        flush(false);
        break;
      }
      size.decrementAndGet();
      taken++;
      writer.add(next);
      if (writer.isFull()) {
        flush(false);
      }
    }
    return taken;
  }

  @Override
  public boolean isIdle() {
    return waiting.isEmpty();
  }

  @Override
  public void flush(boolean last) {
    int count = writer.size();
    if (count > 0) {
      outbox.put(Item.metrics(writer.finish(), count));
    }
  }
}
