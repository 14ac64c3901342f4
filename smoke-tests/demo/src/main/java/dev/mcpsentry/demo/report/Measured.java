package dev.mcpsentry.demo.report;

import dev.mcpsentry.smoke.ingest.TypedItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the metrics say.
 *
 * @param timings how long the servers took for each method, the most frequent first
 * @param heaps what each server's heap held at last
 * @param others the names of the other instruments
 */
public record Measured(List<Timing> timings, List<Heap> heaps, List<String> others) {

  private static final String DURATION = "mcp.server.operation.duration";
  private static final String MEMORY = "jvm.memory.used";

  /**
   * The duration of one method's operations.
   *
   * @param count exact, as is the mean
   * @param meanMillis of all
   * @param maxMillis the largest value that was sent
   */
  public record Timing(String method, long count, double meanMillis, double maxMillis) {

    /** The mean for people. */
    public String mean() {
      return Row.inWords(meanMillis);
    }

    /** The largest for people. */
    public String max() {
      return Row.inWords(maxMillis);
    }

    static Timing of(String method, List<TypedItem> values) {
      long count = 0;
      double sum = 0;
      double max = 0;
      for (TypedItem value : values) {
        long weight = weight(value);
        count += weight;
        sum += weight * value(value);
        max = Math.max(max, value(value));
      }
      return new Timing(method, count, 1000 * sum / count, 1000 * max);
    }

    // a value that stands for several says so as if it were sampled
    private static long weight(TypedItem item) {
      String rate = item.attribute("sentry.client_sample_rate");
      return rate == null ? 1 : Math.round(1 / Double.parseDouble(rate));
    }
  }

  /**
   * The heap of one server.
   *
   * @param bytes used, all pools together
   */
  public record Heap(String service, double bytes) {

    /** How much for people. */
    public String used() {
      return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
  }

  /** Reads the metrics as they were accepted. */
  public static Measured of(List<TypedItem> metrics) {
    return new Measured(
        by(metrics, DURATION, "mcp.method.name").entrySet().stream()
            .map(method -> Timing.of(method.getKey(), method.getValue()))
            .sorted(Comparator.comparingLong(Timing::count).reversed())
            .toList(),
        by(metrics, MEMORY, "service.name").entrySet().stream()
            .map(service -> new Heap(service.getKey(), heap(service.getValue())))
            .toList(),
        metrics.stream()
            .map(TypedItem::name)
            .filter(name -> !name.equals(DURATION) && !name.equals(MEMORY))
            .distinct()
            .sorted()
            .toList());
  }

  private static Map<String, List<TypedItem>> by(
      List<TypedItem> metrics, String name, String attribute) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .collect(
            Collectors.groupingBy(
                metric -> attribute(metric, attribute), TreeMap::new, Collectors.toList()));
  }

  // each pool is a series of its own
  private static double heap(List<TypedItem> points) {
    Map<String, TypedItem> last =
        points.stream()
            .filter(point -> attribute(point, "jvm.memory.type").equals("heap"))
            .sorted(Comparator.comparingDouble(Measured::time))
            .collect(
                Collectors.toMap(
                    point -> attribute(point, "jvm.memory.pool.name"),
                    Function.identity(),
                    (earlier, later) -> later));
    return last.values().stream().mapToDouble(Measured::value).sum();
  }

  private static String attribute(TypedItem item, String key) {
    String value = item.attribute(key);
    return value == null ? "" : value;
  }

  private static double time(TypedItem item) {
    return item.json().path("timestamp").asDouble();
  }

  private static double value(TypedItem item) {
    return item.json().path("value").asDouble();
  }

  /** How many operations were measured. */
  public long operations() {
    return timings.stream().mapToLong(Timing::count).sum();
  }

  /** All of it in one line, empty without any. */
  String inWords() {
    List<String> words = new ArrayList<>();
    timings.forEach(
        timing -> words.add(timing.count() + " × " + timing.method() + " " + timing.mean()));
    heaps.forEach(heap -> words.add("heap of " + heap.service() + " " + heap.used()));
    return String.join(", ", words);
  }
}
