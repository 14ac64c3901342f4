package dev.mcpsentry.sentry.internal.metric;

import dev.mcpsentry.sentry.internal.convention.CountedEvents;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.oauth.OauthEvent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import org.jspecify.annotations.Nullable;

/** Counts the events that are counted. Thread-safe. */
public final class EventCounters {

  private final MetricSignal metrics;
  private final EventWords words;
  private final Identity identity;

  public EventCounters(BridgeOptions options, MetricSignal metrics) {
    this.metrics = metrics;
    this.words = new EventWords(options.http().accessKeys());
    this.identity = options.identities();
  }

  /** Hears a log record, on the thread that emitted it. */
  public void hear(LogRecordData record) {
    String metric = CountedEvents.metric(record);
    if (metric != null) {
      Attributes given = record.getAttributes();
      metrics.count(metric, words.of(metric, given), user(metric, given), record.getSpanContext());
    }
  }

  // of responses nobody counts users by the thousand
  private @Nullable String user(String metric, Attributes given) {
    if (!metric.startsWith(OauthEvent.USERS_PREFIX)) {
      return null;
    }
    synchronized (identity) {
      return identity.user(given);
    }
  }
}
