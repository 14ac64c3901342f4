package dev.mcpsentry.sentry.internal.transport;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Until when Sentry wants to hear nothing, by category. Rules: Sentry's developer documentation on
 * rate limiting; the later of two limits wins.
 */
@SuppressWarnings("EnumOrdinal") // an index into a table of this process only
final class RateLimits {

  private static final long DEFAULT_SECONDS = 60;
  private static final DataCategory[] CATEGORIES = DataCategory.values();

  // milliseconds on the caller's clock
  private final AtomicLongArray until = new AtomicLongArray(CATEGORIES.length);

  /**
   * Takes note of an answer.
   *
   * @param limits the header {@code X-Sentry-Rate-Limits}, or null; valid with any status
   * @param retryAfter the header {@code Retry-After} in seconds, or null
   */
  void update(int status, @Nullable String limits, @Nullable String retryAfter, long nowMillis) {
    if (limits != null) {
      for (String limit : limits.split(",", -1)) {
        apply(limit.trim().split(":", -1), nowMillis);
      }
    } else if (status == 429) {
      applyToAll(seconds(retryAfter), nowMillis);
    }
  }

  /** Whether the category must wait; null is the category no limit applies to. */
  boolean limited(@Nullable DataCategory category, long nowMillis) {
    return category != null && until.get(category.ordinal()) > nowMillis;
  }

  private void apply(String[] limit, long nowMillis) {
    if (limit[0].isEmpty()) {
      return;
    }
    long seconds = seconds(limit[0]);
    String names = limit.length > 1 ? limit[1].trim() : "";
    if (names.isEmpty()) {
      applyToAll(seconds, nowMillis);
      return;
    }
    for (String name : names.split(";", -1)) {
      for (DataCategory category : CATEGORIES) {
        if (category.wireName().equals(name.trim())) {
          extend(category, seconds, nowMillis);
        }
      }
    }
  }

  private void applyToAll(long seconds, long nowMillis) {
    for (DataCategory category : CATEGORIES) {
      extend(category, seconds, nowMillis);
    }
  }

  private void extend(DataCategory category, long seconds, long nowMillis) {
    until.accumulateAndGet(category.ordinal(), nowMillis + seconds * 1000, Math::max);
  }

  private static long seconds(@Nullable String text) {
    try {
      return text == null
          ? DEFAULT_SECONDS
          : Math.min(Math.max(0, (long) Math.ceil(Double.parseDouble(text.trim()))), 86_400);
    } catch (NumberFormatException notANumber) {
      return DEFAULT_SECONDS;
    }
  }
}
