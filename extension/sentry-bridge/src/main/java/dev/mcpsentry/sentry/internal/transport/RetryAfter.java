package dev.mcpsentry.sentry.internal.transport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads how long a server wants to hear nothing: seconds, or an HTTP date (RFC 9110, 10.2.3). */
final class RetryAfter {

  static final long DEFAULT_SECONDS = 60;

  private static final long MAX_SECONDS = 86_400;

  private RetryAfter() {}

  /** Seconds from now, a day at most; a minute when the header is absent, senseless or past. */
  static long seconds(@Nullable String header, long nowMillis) {
    if (header == null) {
      return DEFAULT_SECONDS;
    }
    Long seconds = seconds(header);
    if (seconds != null) {
      return seconds;
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.trim()));
      long millis = date.toEpochMilli() - nowMillis;
      return millis > 0 ? Math.min((millis + 999) / 1000, MAX_SECONDS) : DEFAULT_SECONDS;
    } catch (DateTimeException | ArithmeticException neither) {
      return DEFAULT_SECONDS;
    }
  }

  /** A number of seconds, rounded up, a day at most; null when it is none. */
  static @Nullable Long seconds(String text) {
    try {
      double seconds = Double.parseDouble(text.trim());
      return seconds >= 0 ? (long) Math.min(Math.ceil(seconds), MAX_SECONDS) : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
