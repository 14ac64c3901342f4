package dev.mcpsentry.sentry.internal.metric;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's points as single values. What is no number is told apart. */
final class Measurements {

  private static final int MAX_NAME_CHARS = 200;

  private final Consumer<Measurement> sink;
  private final Runnable noNumber;

  /**
   * @param noNumber hears of each value that is NaN or infinite
   */
  Measurements(Consumer<Measurement> sink, Runnable noNumber) {
    this.sink = sink;
    this.noNumber = noNumber;
  }

  /** Tells the values that a metric had since the last time. */
  void of(MetricData metric) {
    switch (metric.getType()) {
      case LONG_GAUGE ->
          metric
              .getLongGaugeData()
              .getPoints()
              .forEach(
                  point ->
                      one(
                          metric,
                          MetricType.GAUGE,
                          point.getValue(),
                          point,
                          last(point.getExemplars())));
      case DOUBLE_GAUGE ->
          metric
              .getDoubleGaugeData()
              .getPoints()
              .forEach(
                  point ->
                      one(
                          metric,
                          MetricType.GAUGE,
                          point.getValue(),
                          point,
                          last(point.getExemplars())));
      case LONG_SUM -> {
        boolean counts = metric.getLongSumData().isMonotonic();
        metric
            .getLongSumData()
            .getPoints()
            .forEach(point -> sum(metric, counts, point.getValue(), point));
      }
      case DOUBLE_SUM -> {
        boolean counts = metric.getDoubleSumData().isMonotonic();
        metric
            .getDoubleSumData()
            .getPoints()
            .forEach(point -> sum(metric, counts, point.getValue(), point));
      }
      case HISTOGRAM ->
          metric
              .getHistogramData()
              .getPoints()
              .forEach(
                  point ->
                      Spread.of(
                          point,
                          (value, weight, time, span) ->
                              distribution(metric, point, value, weight, time, span)));
      case EXPONENTIAL_HISTOGRAM ->
          metric.getExponentialHistogramData().getPoints().forEach(point -> mean(metric, point));
      // no instrument of OpenTelemetry's makes one
      case SUMMARY -> {}
    }
  }

  private void sum(MetricData metric, boolean counts, double value, PointData point) {
    if (!counts) {
      one(metric, MetricType.GAUGE, value, point, last(point.getExemplars()));
    } else if (value != 0) {
      one(metric, MetricType.COUNTER, value, point, last(point.getExemplars()));
    }
  }

  // only by a view of the user's
  private void mean(MetricData metric, ExponentialHistogramPointData point) {
    if (point.getCount() > 0) {
      distribution(metric, point, point.getSum() / point.getCount(), point.getCount(), 0, null);
    }
  }

  private void distribution(
      MetricData metric,
      PointData point,
      double value,
      long weight,
      long time,
      @Nullable SpanContext span) {
    tell(
        metric,
        MetricType.DISTRIBUTION,
        value,
        weight,
        time == 0 ? point.getEpochNanos() : time,
        span,
        point);
  }

  private void one(
      MetricData metric,
      MetricType type,
      double value,
      PointData point,
      @Nullable SpanContext span) {
    tell(metric, type, value, 1, point.getEpochNanos(), span, point);
  }

  private void tell(
      MetricData metric,
      MetricType type,
      double value,
      long weight,
      long epochNanos,
      @Nullable SpanContext span,
      PointData point) {
    if (!Double.isFinite(value)) {
      noNumber.run();
      return;
    }
    sink.accept(
        new Measurement(
            name(metric.getName()),
            type,
            MetricUnit.of(metric.getName(), metric.getUnit()),
            value,
            weight,
            epochNanos,
            span,
            point.getAttributes(),
            null));
  }

  private static @Nullable SpanContext last(List<? extends ExemplarData> exemplars) {
    for (int i = exemplars.size() - 1; i >= 0; i--) {
      SpanContext span = exemplars.get(i).getSpanContext();
      if (span.isValid()) {
        return span;
      }
    }
    return null;
  }

  // Sentry would do the same
  private static String name(String name) {
    StringBuilder clean = new StringBuilder(name.length());
    for (int i = 0; i < Math.min(name.length(), MAX_NAME_CHARS); i++) {
      char c = name.charAt(i);
      boolean kept = c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == '.';
      clean.append(kept ? c : '_');
    }
    return clean.toString();
  }
}
