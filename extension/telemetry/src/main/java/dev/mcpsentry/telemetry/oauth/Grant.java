package dev.mcpsentry.telemetry.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client may go on doing.
 *
 * @param id the authorization server's own for it; never told, see {@link #idHash}
 * @param issuedAt when the token that stands for it was issued, or null
 * @param expiresAt when that ends, or null
 * @param refreshable whether that is a refresh token
 */
public record Grant(
    String id, @Nullable Instant issuedAt, @Nullable Instant expiresAt, boolean refreshable) {

  private static final String UNKNOWN = "unknown";
  private static final String A_MONTH_AND_MORE = "gte_30d";
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  /** {@code refreshable} or {@code access_only}. */
  String shape() {
    return refreshable ? "refreshable" : "access_only";
  }

  /** How old it is, as a range. */
  String ageBucket(Instant now) {
    if (issuedAt == null) {
      return UNKNOWN;
    }
    Duration age = Duration.between(issuedAt, now);
    if (age.isNegative()) {
      return "future";
    }
    return age.toHours() < 1
        ? "lt_1h"
        : age.toHours() < 6 ? "1h_6h" : age.toDays() < 1 ? "6h_1d" : days(age);
  }

  /** How long it still lasts, as a range. */
  String expiresInBucket(Instant now) {
    if (expiresAt == null) {
      return UNKNOWN;
    }
    Duration left = Duration.between(now, expiresAt);
    if (left.isNegative() || left.isZero()) {
      return "expired";
    }
    return left.toHours() < 1 ? "lt_1h" : left.toDays() < 1 ? "1h_1d" : days(left);
  }

  private static String days(Duration whole) {
    long days = whole.toDays();
    return days < 7 ? "1d_7d" : days < 14 ? "7d_14d" : days < 30 ? "14d_30d" : A_MONTH_AND_MORE;
  }

  /** 8 hex digits of FNV-1a, 32 bits, over the id in UTF-8: tells grants apart and names none. */
  String idHash() {
    int hash = FNV_OFFSET;
    for (byte next : id.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (next & 0xff)) * FNV_PRIME;
    }
    return "%08x".formatted(hash);
  }
}
