package dev.mcpsentry.smoke.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be computed of items, and of how many arguments each dataset wants to know. */
enum Function {
  COUNT("count", 0, 1, 1, Arity.METRIC),
  COUNT_UNIQUE("count_unique", 1, 1, 1, Arity.NONE),
  SUM("sum", Arity.NONE, 1, 1, Arity.METRIC),
  AVG("avg", Arity.NONE, 1, 1, Arity.METRIC),
  MIN("min", Arity.NONE, 1, 1, Arity.METRIC),
  MAX("max", Arity.NONE, 1, 1, Arity.METRIC),
  P50("p50", Arity.NONE, 1, 1, Arity.METRIC),
  P75("p75", Arity.NONE, 1, 1, Arity.METRIC),
  P90("p90", Arity.NONE, 1, 1, Arity.METRIC),
  P95("p95", Arity.NONE, 1, 1, Arity.METRIC),
  P99("p99", Arity.NONE, 1, 1, Arity.METRIC),
  FAILURE_RATE("failure_rate", Arity.NONE, Arity.NONE, 0, Arity.NONE),
  APDEX("apdex", Arity.NONE, Arity.NONE, 2, Arity.NONE),
  CRASH_FREE_RATE("crash_free_rate", Arity.NONE, Arity.NONE, Arity.NONE, Arity.NONE);

  private final String sentryName;
  private final int ofErrors;
  private final int ofLogs;
  private final int ofSpans;
  private final int ofMetrics;

  Function(String sentryName, int ofErrors, int ofLogs, int ofSpans, int ofMetrics) {
    this.sentryName = sentryName;
    this.ofErrors = ofErrors;
    this.ofLogs = ofLogs;
    this.ofSpans = ofSpans;
    this.ofMetrics = ofMetrics;
  }

  static Optional<Function> named(String name) {
    return Arrays.stream(values()).filter(function -> function.sentryName.equals(name)).findFirst();
  }

  /** How many arguments it takes there; empty where there is no such function. */
  Optional<Integer> arity(Dataset dataset) {
    int arity =
        switch (dataset) {
          case ERRORS -> ofErrors;
          case LOGS -> ofLogs;
          case SPANS -> ofSpans;
          case METRICS -> ofMetrics;
          case RELEASES -> this == CRASH_FREE_RATE ? 1 : Arity.NONE;
        };
    return arity == Arity.NONE ? Optional.empty() : Optional.of(arity);
  }

  /** Of numbers alone, in any order and at least one. */
  double of(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    return switch (this) {
      case COUNT -> sorted.size();
      case SUM -> sum(sorted);
      case AVG -> sum(sorted) / sorted.size();
      case MIN -> sorted.get(0);
      case MAX -> sorted.get(sorted.size() - 1);
      case P50, P75, P90, P95, P99 -> percentile(sorted, Integer.parseInt(sentryName.substring(1)));
      case COUNT_UNIQUE, FAILURE_RATE, APDEX, CRASH_FREE_RATE ->
          throw new IllegalStateException(sentryName + " is not of numbers alone");
    };
  }

  private static double sum(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double percentile(List<Double> sorted, int percent) {
    return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
  }

  /** Numbers of arguments that have a name. */
  private static final class Arity {

    static final int NONE = -1;

    /** Value, name, type and unit. */
    static final int METRIC = 4;
  }
}
