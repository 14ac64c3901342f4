package dev.mcpsentry.sentry.internal.metric;

import java.util.Locale;

/** What Sentry does with a metric's values. */
enum MetricType {
  /** Adds them up. */
  COUNTER,
  /** Knows the latest. */
  GAUGE,
  /** Knows how they are spread. */
  DISTRIBUTION;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  String wireName() {
    return wireName;
  }
}
