package dev.mcpsentry.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found, a line of the report. Without characters that do something to a terminal.
 *
 * @param check the name of the check
 * @param text what it found, in one line
 * @param details more of it, a line each
 * @param remedy what to do about it; null when there is nothing to do
 */
record Finding(
    Level level, String check, String text, List<String> details, @Nullable String remedy) {

  private static final int MAX_CHARS = 4_000;

  Finding {
    text = printable(text);
    details = details.stream().map(Finding::printable).toList();
    remedy = remedy == null ? null : printable(remedy);
  }

  static Finding ok(String check, String text) {
    return new Finding(Level.OK, check, text, List.of(), null);
  }

  static Finding ok(String check, String text, List<String> details) {
    return new Finding(Level.OK, check, text, details, null);
  }

  static Finding warn(String check, String text, String remedy) {
    return new Finding(Level.WARN, check, text, List.of(), remedy);
  }

  static Finding fail(String check, String text, String remedy) {
    return new Finding(Level.FAIL, check, text, List.of(), remedy);
  }

  boolean failed() {
    return level == Level.FAIL;
  }

  private static String printable(String text) {
    String start = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
    return start.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}\\u2028\\u2029]+", " ").strip();
  }
}
