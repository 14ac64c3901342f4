package dev.mcpsentry.smoke.oncall;

import dev.mcpsentry.smoke.query.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * A monitor as both Sentry's API and the Terraform provider want it.
 *
 * @param queryType 0 for errors, 1 for all the rest
 * @param detection {@code static} or {@code percent}
 */
record MonitorForm(
    String dataset,
    List<String> eventTypes,
    int queryType,
    String detection,
    List<Condition> conditions) {

  private static final int HIGH = 75;
  private static final int MEDIUM = 50;
  private static final int RESOLVED = 0;

  /**
   * What follows from a number.
   *
   * @param result the priority, 0 when all is well again
   */
  record Condition(String type, double comparison, int result) {}

  static MonitorForm of(Catalogue.Monitor monitor) {
    Dataset dataset = Dataset.of(monitor.dataset());
    boolean errors = dataset == Dataset.ERRORS;
    return new MonitorForm(
        errors ? "events" : "events_analytics_platform",
        errors ? List.of("error", "default") : List.of("trace_item_" + item(dataset)),
        errors ? 0 : 1,
        monitor.change() == null ? "static" : "percent",
        conditions(monitor));
  }

  private static String item(Dataset dataset) {
    return switch (dataset) {
      case SPANS -> "span";
      case LOGS -> "log";
      case METRICS -> "metric";
      case ERRORS, RELEASES -> throw new IllegalArgumentException("No items: " + dataset);
    };
  }

  private static List<Condition> conditions(Catalogue.Monitor monitor) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(new Condition(monitor.comparison(), monitor.high(), HIGH));
    double least = monitor.high();
    if (monitor.medium() != null) {
      least = monitor.medium();
      conditions.add(new Condition(monitor.comparison(), least, MEDIUM));
    }
    String opposite = monitor.comparison().equals("gt") ? "lte" : "gte";
    conditions.add(new Condition(opposite, least, RESOLVED));
    return List.copyOf(conditions);
  }
}
