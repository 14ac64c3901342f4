package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Until when Sentry wants to hear nothing, by category. Rules: Sentry's developer documentation on
 * rate limiting; the later of two limits wins.
 */
@SuppressWarnings("EnumOrdinal") // an index into a table of this process only
final class RateLimits {

  private static final DataCategory[] CATEGORIES = DataCategory.values();

  // milliseconds on the caller's clock
  private final AtomicLongArray until = new AtomicLongArray(CATEGORIES.length);

  /**
   * Takes note of an answer.
   *
   * @param limits the header {@code X-Sentry-Rate-Limits}, or null; valid with any status
   * @param retryAfter the header {@code Retry-After}, seconds or an HTTP date, or null
   */
  void update(int status, @Nullable String limits, @Nullable String retryAfter, long nowMillis) {
    boolean understood = false;
    if (limits != null) {
      for (String limit : limits.split(",", -1)) {
        understood |= apply(limit.trim().split(":", -1), nowMillis);
      }
    }
    if (status == 429 && !understood) {
      applyToAll(RetryAfter.seconds(retryAfter, nowMillis), nowMillis);
    }
  }

  /** Whether the category must wait; null is the category no limit applies to. */
  boolean limited(@Nullable DataCategory category, long nowMillis) {
    return category != null && until.get(category.ordinal()) > nowMillis;
  }

  /** Whether the limit says anything. */
  private boolean apply(String[] limit, long nowMillis) {
    Long told = RetryAfter.seconds(limit[0]);
    long seconds = told == null ? RetryAfter.DEFAULT_SECONDS : told;
    String names = limit.length > 1 ? limit[1].trim() : "";
    if (names.isEmpty()) {
      if (told != null) {
        applyToAll(seconds, nowMillis);
      }
      return told != null;
    }
    boolean ours = false;
    for (String name : names.split(";", -1)) {
      for (DataCategory category : CATEGORIES) {
        if (category.wireName().equals(name.trim())) {
          extend(category, seconds, nowMillis);
          ours = true;
        }
      }
    }
    return ours || told != null;
  }

  private void applyToAll(long seconds, long nowMillis) {
    for (DataCategory category : CATEGORIES) {
      extend(category, seconds, nowMillis);
    }
  }

  private void extend(DataCategory category, long seconds, long nowMillis) {
    until.accumulateAndGet(category.ordinal(), nowMillis + seconds * 1000, Math::max);
  }
}
