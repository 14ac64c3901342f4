package dev.mcpsentry.smoke.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number of many items, such as {@code p95(span.duration)}; of metrics {@code
 * sum(value,app.server.response,counter,none)}, where three arguments would be shifted and refused.
 */
public final class Aggregate {

  private static final Pattern SHAPE = Pattern.compile("([a-z][a-z0-9_]*)\\(([^()]*)\\)");
  private static final Pattern ARGUMENT =
      Pattern.compile("[A-Za-z_][\\w.]*|tags\\[[\\w.:]+]|\\d+(\\.\\d+)?|-");
  private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_.]*");
  private static final Set<String> TYPES = Set.of("counter", "gauge", "distribution");
  private static final Set<String> UNITS = Set.of("none", "-", "second", "millisecond", "byte");
  private static final Set<String> NO_FAILURE = Set.of("ok", "cancelled", "unknown");
  private static final int TOLERABLE = 4;

  private final String text;
  private final Function function;
  private final List<String> arguments;
  private final boolean ofMetric;

  private Aggregate(String text, Function function, List<String> arguments, boolean ofMetric) {
    this.text = text;
    this.function = function;
    this.arguments = arguments;
    this.ofMetric = ofMetric;
  }

  /**
   * Reads an aggregate of a dataset.
   *
   * @throws QueryException when the dataset has none like it, with the place
   */
  public static Aggregate parse(Dataset dataset, String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new QueryException(text, 0, "Not of the shape function(arguments)");
    }
    Function function =
        Function.named(shape.group(1))
            .orElseThrow(() -> new QueryException(text, 0, "No such function"));
    int arity =
        function
            .arity(dataset)
            .orElseThrow(
                () -> new QueryException(text, 0, "No such function of " + dataset.sentryName()));
    List<String> arguments =
        shape.group(2).isEmpty() ? List.of() : List.of(shape.group(2).split(",", -1));
    if (arguments.size() != arity) {
      throw new QueryException(
          text, shape.start(2), "%d arguments, not %d".formatted(arity, arguments.size()));
    }
    int at = shape.start(2);
    for (String argument : arguments) {
      if (!ARGUMENT.matcher(argument).matches()) {
        throw new QueryException(text, at, "No argument");
      }
      at += argument.length() + 1;
    }
    if (dataset == Dataset.METRICS) {
      checkMetric(text, arguments);
    }
    return new Aggregate(text, function, arguments, dataset == Dataset.METRICS);
  }

  private static void checkMetric(String text, List<String> arguments) {
    if (!arguments.get(0).equals("value")
        || !METRIC.matcher(arguments.get(1)).matches()
        || !TYPES.contains(arguments.get(2))
        || !UNITS.contains(arguments.get(3))) {
      throw new QueryException(text, text.indexOf('(') + 1, "Not value,name,type,unit");
    }
  }

  /** The metric it is of; empty for other datasets. */
  public Optional<String> metric() {
    return ofMetric ? Optional.of(arguments.get(1)) : Optional.empty();
  }

  /** The attributes it reads. */
  public Set<String> keys() {
    return ofMetric
        ? Set.of()
        : arguments.stream()
            .filter(argument -> Character.isLetter(argument.charAt(0)))
            .map(Aggregate::column)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Of items that were found. */
  public double of(List<Item> items) {
    return switch (function) {
      case COUNT -> ofMetric ? metrics(items).count() : items.size();
      case COUNT_UNIQUE ->
          items.stream()
              .map(item -> item.text(column(arguments.get(0))))
              .filter(Objects::nonNull)
              .distinct()
              .count();
      case FAILURE_RATE ->
          items.isEmpty()
              ? 0
              : (double) items.stream().filter(Aggregate::failed).count() / items.size();
      case APDEX -> apdex(numbers(items), Double.parseDouble(arguments.get(1)));
      case CRASH_FREE_RATE -> throw new IllegalStateException("Release health is not searched");
      case SUM, AVG, MIN, MAX, P50, P75, P90, P95, P99 -> {
        List<Double> numbers = numbers(items);
        yield numbers.isEmpty() ? 0 : function.of(numbers);
      }
    };
  }

  private List<Double> numbers(List<Item> items) {
    Stream<Item> those = ofMetric ? metrics(items) : items.stream();
    return those.map(item -> item.number(arguments.get(0))).filter(Objects::nonNull).toList();
  }

  private Stream<Item> metrics(List<Item> items) {
    return items.stream().filter(item -> arguments.get(1).equals(item.text(Items.METRIC_NAME)));
  }

  // the user of an error is a tag with a name of its own
  private static String column(String argument) {
    return argument.equals("tags[sentry:user]") ? "user.id" : argument;
  }

  private static boolean failed(Item item) {
    return !NO_FAILURE.contains(String.valueOf(item.text("span.status")));
  }

  private static double apdex(List<Double> durations, double satisfying) {
    if (durations.isEmpty()) {
      return 0;
    }
    double score = 0;
    for (double duration : durations) {
      score += duration <= satisfying ? 1 : duration <= TOLERABLE * satisfying ? 0.5 : 0;
    }
    return score / durations.size();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
