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
  INTERNAL_SDK_ERROR;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }
}
