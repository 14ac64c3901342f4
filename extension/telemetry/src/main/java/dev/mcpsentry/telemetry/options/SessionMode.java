package dev.mcpsentry.telemetry.options;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What release health counts. Names: the {@code session_mode} of Sentry's SDK for Python. */
public enum SessionMode {
  /** Operations, each a session of its own, aggregated by minute. */
  REQUEST,
  /** MCP sessions, from their first operation to their end. */
  APPLICATION;

  static @Nullable SessionMode of(String text) {
    for (SessionMode mode : values()) {
      if (mode.toString().equals(text.trim().toLowerCase(Locale.ROOT))) {
        return mode;
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
