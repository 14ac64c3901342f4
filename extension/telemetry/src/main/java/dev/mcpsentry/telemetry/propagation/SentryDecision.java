package dev.mcpsentry.telemetry.propagation;

import org.jspecify.annotations.Nullable;

/** What whoever sent a request decided about its trace, for Sentry and nobody else. */
public enum SentryDecision {
  SAMPLED,
  UNSAMPLED,
  /** Nobody has decided yet; whoever comes next does. */
  DEFERRED;

  /**
   * The meaning of {@code true} and {@code false}.
   *
   * @param value anything else, or null, decides nothing
   */
  static SentryDecision of(@Nullable String value) {
    return "true".equals(value) ? SAMPLED : "false".equals(value) ? UNSAMPLED : DEFERRED;
  }
}
