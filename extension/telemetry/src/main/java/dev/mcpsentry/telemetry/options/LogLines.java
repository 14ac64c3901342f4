package dev.mcpsentry.telemetry.options;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which requests and operations have a log line of their own. */
public enum LogLines {
  /** None. */
  OFF,
  /** Those that failed. */
  ERRORS,
  /** All. */
  ALL;

  static @Nullable LogLines of(String text) {
    for (LogLines lines : values()) {
      if (lines.toString().equals(text.trim().toLowerCase(Locale.ROOT))) {
        return lines;
      }
    }
    return null;
  }

  /** As it is written in settings. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
