package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.telemetry.StderrLog;
import io.sentry.ILogger;
import io.sentry.SentryLevel;
import org.jspecify.annotations.Nullable;

/** The SDK's log on stderr; the SDK's own default writes to stdout. */
final class StderrLogger implements ILogger {

  private final StderrLog log;
  private final boolean debug;

  StderrLogger(StderrLog log, boolean debug) {
    this.log = log;
    this.debug = debug;
  }

  @Override
  public void log(SentryLevel level, String message, @Nullable Object @Nullable ... args) {
    write(level, text(message, args), null);
  }

  @Override
  public void log(SentryLevel level, String message, @Nullable Throwable throwable) {
    write(level, message, throwable);
  }

  @Override
  public void log(
      SentryLevel level,
      @Nullable Throwable throwable,
      String message,
      @Nullable Object @Nullable ... args) {
    write(level, text(message, args), throwable);
  }

  // at DEBUG the SDK logs whole events
  @Override
  public boolean isEnabled(@Nullable SentryLevel level) {
    return debug && level != null && level != SentryLevel.DEBUG;
  }

  private void write(SentryLevel level, String message, @Nullable Throwable throwable) {
    if (isEnabled(level)) {
      log.line("sentry " + level + ": " + message + (throwable == null ? "" : ": " + throwable));
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String text(String message, @Nullable Object @Nullable ... args) {
    return args == null || args.length == 0 ? message : String.format(message, args);
  }
}
