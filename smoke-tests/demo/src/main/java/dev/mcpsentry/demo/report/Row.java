package dev.mcpsentry.demo.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as a line of a waterfall.
 *
 * @param depth 0 for a root
 * @param name what was done
 * @param status as Sentry spells it
 * @param offset where the bar begins, in percent of the trace
 * @param width how long it is, in percent of the trace
 * @param millis the duration
 * @param transaction whether it is a segment of its own in Sentry
 * @param attributes the span's data, in alphabetical order
 * @param issues what went wrong in it
 */
public record Row(
    int depth,
    String op,
    String name,
    String status,
    double offset,
    double width,
    double millis,
    boolean transaction,
    Map<String, String> attributes,
    List<Issue> issues)
    implements Line {

  static Row of(Node node, int depth, double offset, double width, List<Issue> issues) {
    Span span = node.span();
    return new Row(
        depth,
        span.op(),
        node.name(),
        span.status(),
        offset,
        Math.max(width, 0.4),
        1000 * (node.end() - node.start()),
        node.transaction(),
        attributes(span.json().path("data")),
        issues.stream().filter(issue -> issue.spanId().equals(span.spanId())).toList());
  }

  private static Map<String, String> attributes(JsonNode data) {
    Map<String, String> attributes = new TreeMap<>();
    data.properties()
        .forEach(
            entry ->
                attributes.put(
                    entry.getKey(),
                    entry.getValue().isTextual()
                        ? entry.getValue().asText()
                        : entry.getValue().toString()));
    return attributes;
  }

  @Override
  public boolean isLog() {
    return false;
  }

  boolean isOperation() {
    return op.startsWith("mcp.");
  }

  /** The family of the operation, for its colour: mcp, http, db or other. */
  public String family() {
    String family = op.contains(".") ? op.substring(0, op.indexOf('.')) : op;
    return switch (family) {
      case "mcp", "http", "db" -> family;
      default -> "other";
    };
  }

  /** Whether Sentry counts it as a failure. */
  public boolean failed() {
    return !status.equals("ok") && !status.isEmpty() && !status.equals("unset");
  }

  /** The caller's mistake, answered and not a failure; empty when there was none. */
  public String callerFault() {
    return failed() || !isOperation()
        ? ""
        : attributes.getOrDefault("rpc.response.status_code", "");
  }

  /** The duration for people. */
  public String duration() {
    return inWords(millis);
  }

  /** Milliseconds for people. */
  static String inWords(double millis) {
    if (millis >= 1000) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  /** The bar for a style sheet. */
  public String style() {
    return String.format(
        Locale.ROOT, "margin-left:%.2f%%;width:%.2f%%", Math.min(offset, 99.6), width);
  }
}
