package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.options.LogLevel;

/**
 * What becomes of log records.
 *
 * @param enabled whether they are sent as logs
 * @param level the least that is
 * @param eventLevel the least that becomes an issue
 */
public record LogOptions(boolean enabled, LogLevel level, LogLevel eventLevel) {

  public static final LogOptions DEFAULT = new LogOptions(true, LogLevel.INFO, LogLevel.ERROR);
}
