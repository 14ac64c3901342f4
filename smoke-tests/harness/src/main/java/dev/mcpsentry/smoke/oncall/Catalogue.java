package dev.mcpsentry.smoke.oncall;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpsentry.smoke.query.Dataset;
import dev.mcpsentry.smoke.query.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one source of what we propose to set up in Sentry.
 *
 * @param title the dashboard's
 */
public record Catalogue(String title, List<Widget> widgets, List<Alert> alerts) {

  /**
   * One widget of the dashboard.
   *
   * @param reason why one looks at it
   * @param display as the dashboards API names it
   * @param limit how many series or lines
   */
  public record Widget(
      String title,
      String reason,
      String display,
      String dataset,
      String query,
      List<String> fields,
      List<String> aggregates,
      String sort,
      int limit,
      Place place) {

    /** What it searches for. */
    public Selection selection() {
      return Selection.parse(Dataset.of(dataset), query, fields, aggregates, sort);
    }
  }

  /**
   * Where a widget stands, on a grid of six columns.
   *
   * @param x from the left
   * @param y from the top
   * @param w width
   * @param h height
   */
  public record Place(int x, int y, int w, int h) {}

  /**
   * What one is called for.
   *
   * @param reason why one is called
   * @param remedy what to do then, first things first
   * @param recipe the anchor of the runbook's recipe to begin with
   * @param needs the setting without which nothing is measured, null when that is none
   * @param widget the title of the widget that stands in where no monitor can be made, null
   *     otherwise
   * @param issues which issues are told of as such, null when none is
   */
  public record Alert(
      int number,
      String name,
      String reason,
      String remedy,
      String recipe,
      @Nullable String needs,
      @Nullable String widget,
      @Nullable Issues issues,
      List<Monitor> monitors) {}

  /**
   * Issues that are told of as such.
   *
   * @param triggers what happens to an issue
   * @param tag the tag it must have
   */
  public record Issues(List<String> triggers, String tag) {}

  /**
   * What is measured all the time.
   *
   * @param id for programs
   * @param query with a blank where only its owner knows the value
   * @param window in seconds
   * @param comparison {@code gt} or {@code lt}
   * @param high what makes an issue of high priority
   * @param medium what makes one of medium priority, null when nothing does
   * @param change seconds back to what it is compared with in percent, null for plain thresholds
   */
  public record Monitor(
      String id,
      String name,
      String dataset,
      String query,
      String aggregate,
      int window,
      String comparison,
      double high,
      @Nullable Double medium,
      @Nullable Integer change) {

    /** What it searches for. */
    public Selection selection() {
      return Selection.parse(Dataset.of(dataset), query, List.of(), List.of(aggregate), "");
    }
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Reads it. */
  public static Catalogue read(Path file) throws IOException {
    return MAPPER.readValue(Files.readString(file), Catalogue.class);
  }

  /** The monitors of all alerts. */
  public List<Monitor> monitors() {
    return alerts.stream().flatMap(alert -> alert.monitors().stream()).toList();
  }
}
