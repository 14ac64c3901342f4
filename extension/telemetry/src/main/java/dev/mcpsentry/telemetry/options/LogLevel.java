package dev.mcpsentry.telemetry.options;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How severe a log record is at least. Names: Sentry's levels of logs. */
public enum LogLevel {
  TRACE(1),
  DEBUG(5),
  INFO(9),
  WARN(13),
  ERROR(17),
  FATAL(21),
  /** None is. */
  OFF(Integer.MAX_VALUE);

  private final int least;

  LogLevel(int least) {
    this.least = least;
  }

  /** Whether a severity number of the OpenTelemetry logs data model reaches it; 0 is unknown. */
  public boolean isReachedBy(int severityNumber) {
    return (severityNumber == 0 ? INFO.least : severityNumber) >= least;
  }

  static @Nullable LogLevel of(String text) {
    String name = text.trim().toUpperCase(Locale.ROOT);
    for (LogLevel level : values()) {
      if (level.name().equals(name)) {
        return level;
      }
    }
    return name.equals("WARNING") ? WARN : null;
  }
}
