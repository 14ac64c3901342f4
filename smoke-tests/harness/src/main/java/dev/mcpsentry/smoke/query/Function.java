package dev.mcpsentry.smoke.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be computed of items, and of how many arguments each dataset wants to know. */
enum Function {
  COUNT("count", Map.of(Dataset.ERRORS, 0, Dataset.LOGS, 1, Dataset.SPANS, 1, Dataset.METRICS, 4)),
  COUNT_UNIQUE("count_unique", Map.of(Dataset.ERRORS, 1, Dataset.LOGS, 1, Dataset.SPANS, 1)),
  SUM("sum", numbers()),
  AVG("avg", numbers()),
  MIN("min", numbers()),
  MAX("max", numbers()),
  P50("p50", numbers()),
  P75("p75", numbers()),
  P90("p90", numbers()),
  P95("p95", numbers()),
  P99("p99", numbers()),
  FAILURE_RATE("failure_rate", Map.of(Dataset.SPANS, 0)),
  APDEX("apdex", Map.of(Dataset.SPANS, 2)),
  CRASH_FREE_RATE("crash_free_rate", Map.of(Dataset.RELEASES, 1));

  private final String sentryName;
  private final Map<Dataset, Integer> arity;

  Function(String sentryName, Map<Dataset, Integer> arity) {
    this.sentryName = sentryName;
    this.arity = arity;
  }

  // value, name, type and unit of a metric
  private static Map<Dataset, Integer> numbers() {
    return Map.of(Dataset.LOGS, 1, Dataset.SPANS, 1, Dataset.METRICS, 4);
  }

  static Optional<Function> named(String name) {
    return Arrays.stream(values()).filter(function -> function.sentryName.equals(name)).findFirst();
  }

  /** How many arguments it takes there; empty where there is no such function. */
  Optional<Integer> arity(Dataset dataset) {
    return Optional.ofNullable(arity.get(dataset));
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
}
