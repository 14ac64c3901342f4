package dev.mcpsentry.sentry.internal.envelope;

import java.util.Locale;

/** Why something was not sent: the reasons of Sentry's client reports. */
public enum DiscardReason {
  SAMPLE_RATE,
  QUEUE_OVERFLOW,
  BUFFER_OVERFLOW,
  /** There was no room on disk for what could not be sent. */
  CACHE_OVERFLOW,
  RATELIMIT_BACKOFF,
  NETWORK_ERROR,
  SEND_ERROR,
  INTERNAL_SDK_ERROR,
  /** The user said so. */
  IGNORED,
  /** Too many that are alike. */
  EVENT_PROCESSOR;

  /** Whether it was left out on purpose, and is no news. */
  public boolean isIntended() {
    return this == SAMPLE_RATE || this == IGNORED;
  }

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }
}
