package dev.mcpsentry.telemetry.propagation;

import org.jspecify.annotations.Nullable;

/** What whoever sent a request decided about its trace, for Sentry and nobody else. */
public enum SentryDecision {
  SAMPLED,
  UNSAMPLED,
  /** Nobody has decided yet; whoever comes next does. */
  DEFERRED;

  static SentryDecision of(boolean sampled) {
    return sampled ? SAMPLED : UNSAMPLED;
  }

  /** The meaning of the entry {@code sampled}; null for an absent one. */
  static SentryDecision ofEntry(@Nullable String value) {
    return value == null ? DEFERRED : of(value.equals("true"));
  }
}
