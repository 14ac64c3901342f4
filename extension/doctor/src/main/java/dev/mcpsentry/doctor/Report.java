package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The findings, for people or programs.
 *
 * @param findings in the order of the checks
 */
record Report(List<Finding> findings) {

  private static final int LEVEL_WIDTH = 5;
  private static final int NAME_WIDTH = 14;
  private static final String INDENT = " ".repeat(LEVEL_WIDTH + NAME_WIDTH);

  /** A line for each, more of it and what to do below it, and the sum at the end. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(padded(finding.level().word(), LEVEL_WIDTH))
          .append(padded(finding.check(), NAME_WIDTH))
          .append(finding.text())
          .append('\n');
      finding.details().forEach(line -> text.append(INDENT).append(line).append('\n'));
      if (finding.remedy() != null) {
        text.append(INDENT).append("-> ").append(finding.remedy()).append('\n');
      }
    }
    return text.append(count(Level.OK))
        .append(" ok, ")
        .append(count(Level.WARN))
        .append(" warn, ")
        .append(count(Level.FAIL))
        .append(" failed\n")
        .toString();
  }

  /** A list of the same. */
  String json() {
    JsonBytes json = new JsonBytes();
    json.beginArray();
    for (Finding finding : findings) {
      json.beginObject()
          .field("level", finding.level().word())
          .field("check", finding.check())
          .field("finding", finding.text());
      if (!finding.details().isEmpty()) {
        json.key("details").beginArray();
        finding.details().forEach(json::value);
        json.endArray();
      }
      if (finding.remedy() != null) {
        json.field("remedy", finding.remedy());
      }
      json.endObject();
    }
    json.endArray();
    return new String(json.toByteArray(), StandardCharsets.UTF_8) + "\n";
  }

  /** What the process ends with. */
  int exitCode() {
    return findings.stream().anyMatch(Finding::failed) ? 1 : 0;
  }

  private long count(Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(Math.max(1, width - word.length()));
  }
}
