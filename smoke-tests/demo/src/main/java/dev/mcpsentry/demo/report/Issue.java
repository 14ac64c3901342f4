package dev.mcpsentry.demo.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.ExceptionValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One issue.
 *
 * @param spanId the span it happened in
 * @param transaction the name of that span's transaction
 * @param chain the exception that was thrown, then its causes
 * @param mechanism who reports it
 * @param errorType which kind of failure it is
 * @param tags in alphabetical order
 * @param crumbs what led to it, oldest first
 */
public record Issue(
    String traceId,
    String spanId,
    String transaction,
    String level,
    List<Link> chain,
    String mechanism,
    boolean handled,
    String errorType,
    Map<String, String> tags,
    List<Crumb> crumbs) {

  private static final int FRAMES = 40;
  private static final int LAST_CRUMBS = 6;

  /**
   * One exception of the chain.
   *
   * @param type its simple class name
   * @param className its full class name
   * @param frames innermost first
   */
  public record Link(String type, String className, String message, List<Frame> frames) {

    /** The innermost frame of the application, else the innermost, null without any. */
    public @Nullable Frame place() {
      return frames.stream()
          .filter(Frame::inApp)
          .findFirst()
          .orElse(frames.isEmpty() ? null : frames.get(0));
    }
  }

  /**
   * One stack frame.
   *
   * @param place class and method
   * @param file file and line
   * @param inApp whether it is the application's own code
   */
  public record Frame(String place, String file, boolean inApp) {

    /** The place without its package. */
    public String shortPlace() {
      int method = place.lastIndexOf('.');
      return place.substring(place.lastIndexOf('.', method - 1) + 1);
    }

    static Frame of(JsonNode frame) {
      int line = frame.path("lineno").asInt();
      return new Frame(
          frame.path("module").asText() + "." + frame.path("function").asText(),
          frame.path("filename").asText() + (line > 0 ? ":" + line : ""),
          frame.path("in_app").asBoolean());
    }
  }

  static Issue of(ErrorEvent event) {
    JsonNode mechanism = event.thrown().mechanism();
    Map<String, String> tags = new TreeMap<>();
    event
        .json()
        .path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    List<Link> chain = new ArrayList<>(event.exceptions().stream().map(Issue::link).toList());
    Collections.reverse(chain);
    return new Issue(
        event.trace().traceId(),
        event.trace().spanId(),
        event.json().path("transaction").asText(),
        event.level(),
        List.copyOf(chain),
        mechanism.path("type").asText(),
        mechanism.path("handled").asBoolean(true),
        mechanism.path("data").path("error_type").asText(),
        tags,
        Crumb.of(event));
  }

  /** The crumbs but the last few. */
  public List<Crumb> earlierCrumbs() {
    return crumbs.subList(0, Math.max(0, crumbs.size() - LAST_CRUMBS));
  }

  /** The last few. */
  public List<Crumb> lastCrumbs() {
    return crumbs.subList(earlierCrumbs().size(), crumbs.size());
  }

  private static Link link(ExceptionValue exception) {
    List<Frame> frames = new ArrayList<>();
    exception.json().path("stacktrace").path("frames").forEach(f -> frames.add(Frame.of(f)));
    Collections.reverse(frames);
    return new Link(
        exception.json().path("type").asText(),
        exception.className(),
        exception.message(),
        List.copyOf(frames.subList(0, Math.min(frames.size(), FRAMES))));
  }
}
