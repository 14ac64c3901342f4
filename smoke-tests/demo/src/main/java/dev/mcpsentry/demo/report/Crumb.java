package dev.mcpsentry.demo.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thing that led to an issue.
 *
 * @param time the time of day, UTC
 * @param category what it was, with dots
 * @param level as Sentry spells it
 * @param message in words, of a request where it went and what was answered
 */
public record Crumb(String time, String category, String level, String message) {

  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Those of an event, oldest first. */
  static List<Crumb> of(ErrorEvent event) {
    List<Crumb> crumbs = new ArrayList<>();
    event.json().path("breadcrumbs").forEach(crumb -> crumbs.add(of(crumb)));
    return List.copyOf(crumbs);
  }

  private static Crumb of(JsonNode crumb) {
    return new Crumb(
        TIME_OF_DAY.format(Instant.parse(crumb.path("timestamp").asText())),
        crumb.path("category").asText(),
        crumb.path("level").asText(),
        message(crumb.path("message").asText(), crumb.path("data")));
  }

  private static String message(String said, JsonNode data) {
    List<String> words = new ArrayList<>();
    for (String word :
        List.of(
            said,
            data.path("method").asText(),
            data.path("url").asText(),
            data.path("status_code").asText(),
            data.path("failure").asText())) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return String.join(" ", words);
  }

  /** The category; a logger's name without its package. */
  public String shortCategory() {
    String last = LogLine.inShort(category);
    boolean isLogger = category.startsWith("dev.mcpsentry.") || startsUpperCase(last);
    return isLogger ? last : category;
  }

  private static boolean startsUpperCase(String word) {
    return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
  }
}
