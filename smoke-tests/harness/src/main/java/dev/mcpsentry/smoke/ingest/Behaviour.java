package dev.mcpsentry.smoke.ingest;

import java.time.Duration;

/** How the ingest treats what it is sent. */
public sealed interface Behaviour {

  /** Judges by the rules and answers at once. */
  record Healthy() implements Behaviour {}

  /**
   * Answers with rate limits.
   *
   * @param status 200 to accept and limit what follows, 429 to refuse
   * @param limits the value of {@code X-Sentry-Rate-Limits}, such as {@code 60:transaction:key}
   */
  record RateLimiting(int status, String limits) implements Behaviour {}

  /** Takes requests and never answers. */
  record Hung() implements Behaviour {}

  /** Answers by the rules after a while. */
  record Slow(Duration delay) implements Behaviour {}

  /** Answers every request with a status, such as 500. */
  record Failing(int status) implements Behaviour {}
}
