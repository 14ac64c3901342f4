package dev.mcpsentry.sentry.internal.issue;

import io.opentelemetry.api.common.Attributes;
import io.sentry.SentryLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure worth a Sentry issue, before it is written.
 *
 * @param throwable what was thrown, or null when nothing was
 * @param syntheticType the exception type that stands in for a missing throwable, with its package
 *     where it is known
 * @param message the message of the stand-in
 * @param epochNanos when it happened
 * @param level the event's level
 * @param handled whether the program dealt with it
 * @param mechanismType what captured it
 * @param mechanismData details that are shown but not searched
 * @param transaction the name of the operation, or null outside of any
 * @param trace the event's trace context
 * @param tags details that are searched
 * @param context details that are shown but not searched, by the names of attributes
 * @param fingerprint how to group; empty for Sentry's own grouping
 * @param logged what the application logged, or null when it did not
 * @param asked what else is known of the request behind it
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
    Map<String, Object> context,
    List<String> fingerprint,
    @Nullable LoggedMessage logged,
    Asked asked,
    Attributes extras) {

  /** One of which nothing else is known. */
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
      List<String> fingerprint,
      @Nullable LoggedMessage logged) {
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
        Map.of(),
        fingerprint,
        logged,
        Asked.NOTHING_KNOWN,
        Attributes.empty());
  }

  /** The same with what is known of the request behind it. */
  Issue of(Asked request) {
    return with(tags, context, fingerprint, request, extras);
  }

  /** The same with what the user's rules made. */
  Issue telling(ToldFacts told) {
    Map<String, String> more = new LinkedHashMap<>(tags);
    more.putAll(told.tags());
    return with(more, told.context(), fingerprint, asked, extras);
  }

  /** The same, grouped otherwise. */
  Issue groupedBy(List<String> parts) {
    return with(tags, context, parts, asked, extras);
  }

  /** The same with one tag more. */
  Issue tagged(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(tags);
    more.put(key, value);
    return with(more, context, fingerprint, asked, extras);
  }

  /** The same with what the application told of it, not redacted. */
  Issue with(Attributes told) {
    return with(tags, context, fingerprint, asked, told);
  }

  private Issue with(
      Map<String, String> newTags,
      Map<String, Object> newContext,
      List<String> newFingerprint,
      Asked newRequest,
      Attributes newExtras) {
    return new Issue(
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
        newTags,
        newContext,
        newFingerprint,
        logged,
        newRequest,
        newExtras);
  }
}
