package dev.mcpsentry.sentry.internal.metric;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A histogram as single values, which is what a distribution of Sentry is made of: each exemplar as
 * it was measured, the others of a bucket as one value of their number's weight. All of them stand
 * equally far into their buckets, as far as makes the sum right; so count and sum are exact, and
 * the spread is as exact as the buckets.
 */
final class Spread {

  /** Hears the values. */
  interface Sink {
    /**
     * One value.
     *
     * @param weight how many it stands for
     * @param epochNanos when, or 0 for some time in the interval
     * @param span where, or null
     */
    void accept(double value, long weight, long epochNanos, @Nullable SpanContext span);
  }

  private final List<Double> boundaries;
  private final double min;
  private final double max;
  private final long[] rest;
  private double restSum;

  private Spread(HistogramPointData point) {
    boundaries = point.getBoundaries();
    min = point.hasMin() ? point.getMin() : lowest(boundaries);
    max = point.hasMax() ? point.getMax() : highest(boundaries);
    rest = point.getCounts().stream().mapToLong(Long::longValue).toArray();
    restSum = point.getSum();
  }

  /** Tells the values of one point. */
  static void of(HistogramPointData point, Sink sink) {
    Spread spread = new Spread(point);
    point.getExemplars().forEach(exemplar -> spread.exemplar(exemplar, sink));
    spread.others(sink);
  }

  private void exemplar(DoubleExemplarData exemplar, Sink sink) {
    int bucket = bucket(exemplar.getValue());
    if (rest[bucket] > 0) {
      rest[bucket]--;
      restSum -= exemplar.getValue();
      SpanContext span = exemplar.getSpanContext();
      sink.accept(exemplar.getValue(), 1, exemplar.getEpochNanos(), span.isValid() ? span : null);
    }
  }

  private int bucket(double value) {
    int bucket = 0;
    while (bucket < boundaries.size() && value > boundaries.get(bucket)) {
      bucket++;
    }
    return bucket;
  }

  private void others(Sink sink) {
    double least = 0;
    double room = 0;
    for (int i = 0; i < rest.length; i++) {
      if (rest[i] > 0) {
        least += rest[i] * lower(i);
        room += rest[i] * (upper(i) - lower(i));
      }
    }
    double depth = depth(least, room);
    for (int i = 0; i < rest.length; i++) {
      if (rest[i] > 0) {
        sink.accept(lower(i) + depth * (upper(i) - lower(i)), rest[i], 0, null);
      }
    }
  }

  // 0 is the lower end of a bucket, 1 the upper
  private double depth(double least, double room) {
    if (room > 0 && Double.isFinite(restSum)) {
      return Math.max(0, Math.min(1, (restSum - least) / room));
    }
    return 0.5;
  }

  // where something infinite was measured, its bucket has no end and tells no number
  private double lower(int bucket) {
    return bucket == 0 ? min : Math.max(min, boundaries.get(bucket - 1));
  }

  private double upper(int bucket) {
    return bucket < boundaries.size() ? Math.min(max, boundaries.get(bucket)) : max;
  }

  private static double lowest(List<Double> boundaries) {
    return boundaries.isEmpty() ? 0 : Math.min(0, boundaries.get(0));
  }

  private static double highest(List<Double> boundaries) {
    return boundaries.isEmpty() ? 0 : boundaries.get(boundaries.size() - 1);
  }
}
