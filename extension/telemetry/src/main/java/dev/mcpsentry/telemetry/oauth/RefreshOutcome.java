package dev.mcpsentry.telemetry.oauth;

import java.util.Locale;

/** What became of a refresh token that was shown. */
public enum RefreshOutcome {
  /** Tokens were issued for it. */
  ISSUED,
  /** The client was told no. */
  REJECTED,
  /** The server could not say. */
  FAILED;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }
}
