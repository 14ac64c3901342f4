package dev.mcpsentry.sentry.internal.issue;

import io.opentelemetry.api.common.Attributes;
import io.sentry.SentryLevel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure worth a Sentry issue, before it is written.
 *
 * @param throwable what was thrown, or null when nothing was
 * @param syntheticType the exception type that stands in for a missing throwable
 * @param message the message of the stand-in
 * @param epochNanos when it happened
 * @param level the event's level
 * @param handled whether the program dealt with it
 * @param mechanismType what captured it
 * @param mechanismData details that are shown but not searched
 * @param transaction the name of the operation, or null outside of any
 * @param trace the event's trace context
 * @param tags details that are searched
 * @param fingerprint how to group; empty for Sentry's own grouping
 * @param logged what the application logged, or null when it did not
 * @param extras what the application told of it, not redacted
 */
record Issue(
    @Nullable Throwable throwable,
    String syntheticType,
    String message,
    long epochNanos,
    SentryLevel level,
    boolean handled,
    String mechanismType,
    Map<String, Object> mechanismData,
    @Nullable String transaction,
    Map<String, Object> trace,
    Map<String, String> tags,
    List<String> fingerprint,
    @Nullable LoggedMessage logged,
    Attributes extras) {

  /** One that nobody logged or told more of. */
  Issue(
      @Nullable Throwable throwable,
      String syntheticType,
      String message,
      long epochNanos,
      SentryLevel level,
      boolean handled,
      String mechanismType,
      Map<String, Object> mechanismData,
      @Nullable String transaction,
      Map<String, Object> trace,
      Map<String, String> tags,
      List<String> fingerprint) {
    this(
        throwable,
        syntheticType,
        message,
        epochNanos,
        level,
        handled,
        mechanismType,
        mechanismData,
        transaction,
        trace,
        tags,
        fingerprint,
        null,
        Attributes.empty());
  }
}
