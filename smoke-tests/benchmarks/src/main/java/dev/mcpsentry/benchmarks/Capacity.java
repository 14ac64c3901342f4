package dev.mcpsentry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What a fleet sends, each JVM of which is as busy as the one that was measured.
 *
 * @param measured by lifecycle, in the order of the columns, and by calls a second
 */
record Capacity(Map<String, Map<Integer, PerCall>> measured) {

  /** Calls a second of each JVM. */
  static final List<Integer> RATES = List.of(10, 100, 1_000);

  private static final List<Integer> JVMS = List.of(1, 100, 10_000);
  private static final double SECONDS_A_DAY = 86_400;

  /**
   * What a fleet sends in one lifecycle.
   *
   * @param millionsADay spans, or transactions
   * @param posts a second
   * @param megabytes a second, of 10<sup>6</sup> bytes
   */
  record Traffic(double millionsADay, double posts, double megabytes) {

    /**
     * @param calls of the whole fleet a second
     */
    static Traffic of(PerCall call, double calls) {
      return new Traffic(
          call.spans() * calls * SECONDS_A_DAY / 1e6,
          call.posts() * calls,
          call.bytes() * calls / 1e6);
    }
  }

  /** What was measured, as a table in Markdown. */
  List<String> figures() {
    List<String> table = new ArrayList<>();
    table.add("| Lifecycle | Calls/s | Spans a call | POSTs a call | Bytes a call |");
    table.add("|---|---|---|---|---|");
    measured.forEach(
        (lifecycle, byRate) ->
            byRate.forEach(
                (rate, call) ->
                    table.add(
                        String.format(
                            Locale.ROOT,
                            "| `%s` | %,d | %.2f | %.4f | %,d |",
                            lifecycle,
                            rate,
                            call.spans(),
                            call.posts(),
                            call.bytes()))));
    return table;
  }

  /** What fleets make of it, as a table in Markdown. */
  List<String> fleets() {
    List<String> table = new ArrayList<>();
    table.add(
        "| JVMs | Calls/s each | Million spans a day |" + headings("POSTs/s") + headings("MB/s"));
    table.add("|---|---|---|" + "---|".repeat(2 * measured.size()));
    for (int jvms : JVMS) {
      for (int rate : RATES) {
        List<Traffic> byLifecycle =
            measured.values().stream()
                .map(
                    byRate ->
                        Traffic.of(Objects.requireNonNull(byRate.get(rate)), (double) jvms * rate))
                .toList();
        double spans = byLifecycle.stream().mapToDouble(Traffic::millionsADay).max().orElseThrow();
        table.add(
            String.format(Locale.ROOT, "| %,d | %,d | %s |", jvms, rate, figure(spans))
                + cells(byLifecycle, Traffic::posts)
                + cells(byLifecycle, Traffic::megabytes));
      }
    }
    return table;
  }

  private String headings(String quantity) {
    return measured.keySet().stream()
        .map(lifecycle -> " " + quantity + " `" + lifecycle + "` |")
        .collect(Collectors.joining());
  }

  private static String cells(List<Traffic> byLifecycle, ToDoubleFunction<Traffic> quantity) {
    return byLifecycle.stream()
        .map(traffic -> " " + figure(quantity.applyAsDouble(traffic)) + " |")
        .collect(Collectors.joining());
  }

  // three digits, and whole numbers from a hundred on
  private static String figure(double value) {
    String format = value < 1 ? "%.3f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
